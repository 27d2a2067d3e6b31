package boxoffice.api;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaCall.Predicates.target;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.properties.HasOwner.Predicates.With.owner;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import boxoffice.api.http.Endpoint;
import boxoffice.api.http.HttpVerticle;
import boxoffice.metrics.Catalogue;
import boxoffice.persistence.claim.ClaimLedger;
import boxoffice.persistence.pool.ReaderPool;
import boxoffice.persistence.pool.WriterPool;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import io.vertx.core.Deployable;
import java.lang.reflect.Field;
import java.util.Arrays;
import java.util.Set;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The sentences that the design is made of, held against the classes of all modules. */
final class ArchitectureTest {

    private static final JavaClasses OURS = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .withImportOption(place -> !place.contains("-tests.jar"))
            .importPackages("boxoffice");

    @Test
    void theDomainUsesNothingButTheJdk() {
        classes()
                .that()
                .resideInAPackage("boxoffice.domain..")
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage("boxoffice.domain..", "java..")
                .check(OURS);
    }

    @Test
    void modulesDependOnEachOtherInOneDirection() {
        noClasses()
                .that()
                .resideInAPackage("boxoffice.persistence..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("boxoffice.api..", "boxoffice.metrics..")
                .check(OURS);
        noClasses()
                .that()
                .resideInAPackage("boxoffice.metrics..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("boxoffice.api..", "boxoffice.persistence..")
                .check(OURS);
    }

    @Test
    void onlyPersistenceSeesTheDatabaseClient() {
        noClasses()
                .that()
                .resideOutsideOfPackage("boxoffice.persistence..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("io.vertx.sqlclient..", "io.vertx.mysqlclient..", "java.sql..", "org.flywaydb..")
                .check(OURS);
    }

    @Test
    void scalingKnowsTheDomainAlone() {
        noClasses()
                .that()
                .resideInAPackage("boxoffice.scaling..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("boxoffice.api..", "boxoffice.persistence..", "boxoffice.metrics..", "io.vertx..")
                .check(OURS);
    }

    @Test
    void onlyTheApiSeesHttp() {
        noClasses()
                .that()
                .resideOutsideOfPackage("boxoffice.api..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("io.vertx.ext..", "io.vertx.core.http..", "io.netty..")
                .check(OURS);
        noClasses()
                .that()
                .resideOutsideOfPackages(
                        "boxoffice.api.http..", "boxoffice.api.identity..", "boxoffice.api.rehearsal..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("io.vertx.ext.web..", "io.vertx.core.http..", "io.netty..")
                .check(OURS);
    }

    @Test
    void metricsKnowNothingOfVertx() {
        noClasses()
                .that()
                .resideInAPackage("boxoffice.metrics..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("io.vertx..")
                .check(OURS);
    }

    @Test
    void onlyMetricsAndScalingSeeAws() {
        noClasses()
                .that()
                .resideOutsideOfPackages("boxoffice.metrics.cloudwatch..", "boxoffice.scaling..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("software.amazon..")
                .check(OURS);
    }

    /** A meter that nobody feeds would be a line at zero on a dashboard, and an alarm that never fires. */
    @Test
    void everyMeterOfTheCatalogueIsFed() {
        Set<String> fed = OURS.stream()
                .filter(ours -> ours.getPackageName().startsWith("boxoffice.api")
                        || ours.getSimpleName().equals("Health"))
                .flatMap(ours -> ours.getFieldAccessesFromSelf().stream())
                .filter(access -> access.getTargetOwner().isEquivalentTo(Catalogue.class))
                .map(access -> access.getTarget().getName())
                .collect(Collectors.toSet());

        assertThat(fed)
                .containsExactlyInAnyOrderElementsOf(Arrays.stream(Catalogue.class.getFields())
                        .map(Field::getName)
                        .toList());
    }

    @Test
    void packagesFormNoCircles() {
        for (String module : new String[] {"domain", "persistence", "metrics", "scaling", "api"}) {
            slices().matching("boxoffice." + module + ".(*)..")
                    .should()
                    .beFreeOfCycles()
                    .check(OURS);
        }
    }

    @Test
    void onlyTheRootOfTheApiPutsTheServiceTogether() {
        noClasses()
                .that()
                .resideOutsideOfPackages("boxoffice.api", "boxoffice.api.rehearsal..", "boxoffice.persistence..")
                .should()
                .callMethodWhere(
                        target(owner(assignableTo(WriterPool.class))).or(target(owner(assignableTo(ReaderPool.class)))))
                .orShould()
                .callConstructorWhere(target(owner(assignableTo(Endpoint.class))))
                .orShould()
                .callConstructorWhere(target(owner(assignableTo(HttpVerticle.class))))
                .orShould()
                .callMethod(ClaimLedger.class, "on")
                .check(OURS);
    }

    @Test
    void thereIsOneKindOfVerticleAndNoEventBus() {
        classes()
                .that()
                .areAssignableTo(Deployable.class)
                .should()
                .be(HttpVerticle.class)
                .check(OURS);
        noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("io.vertx.core.eventbus..", "io.vertx.core.shareddata..")
                .check(OURS);
    }

    @Test
    void nobodySleepsOrBlocksOnAFuture() {
        noClasses()
                .should()
                .callMethod(Thread.class, "sleep", long.class)
                .orShould()
                .callMethod(TimeUnit.class, "sleep", long.class)
                .check(OURS);
        noClasses()
                .that()
                .areNotAssignableTo(Main.class)
                .and(not(resideInAPackage("boxoffice.persistence.embedded..")))
                .and(not(resideInAPackage("boxoffice.persistence")))
                .and(not(resideInAPackage("boxoffice.metrics.cloudwatch"))) // gives Micrometer a complete one
                .should()
                .callMethodWhere(target(owner(assignableTo(Future.class))))
                .check(OURS);
    }

    @Test
    void noStaticFieldCanChange() {
        fields().that().areStatic().should().beFinal().check(OURS);
    }
}
