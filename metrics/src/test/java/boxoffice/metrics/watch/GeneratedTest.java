package boxoffice.metrics.watch;

import static org.assertj.core.api.Assertions.assertThat;

import boxoffice.metrics.Catalogue;
import boxoffice.metrics.MeterDefinition.OfGauge;
import boxoffice.metrics.Meters;
import boxoffice.metrics.PrometheusText;
import boxoffice.metrics.TagKey;
import boxoffice.metrics.cloudwatch.Series;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.yaml.snakeyaml.Yaml;

class GeneratedTest {

    private static final Path REPOSITORY = Path.of("..");
    private static final Pattern OURS_IN_PROMETHEUS = Pattern.compile("boxoffice_[a-z_]+");

    static Set<String> files() {
        return Generated.files().keySet();
    }

    @ParameterizedTest
    @MethodSource("files")
    void isCommittedAsItIs(String file) throws IOException {
        assertThat(REPOSITORY.resolve(file))
                .as("write it anew: java -jar metrics/target/boxoffice-metrics.jar --write .")
                .exists();
        assertThat(Files.readString(REPOSITORY.resolve(file)))
                .as("%s; write it anew: java -jar metrics/target/boxoffice-metrics.jar --write .", file)
                .isEqualTo(Generated.files().get(file));
    }

    @Test
    void writesWhatItMakes(@TempDir Path folder) throws IOException {
        Generated.writeTo(folder);

        assertThat(Generated.files())
                .allSatisfy((file, text) ->
                        assertThat(folder.resolve(file)).content().isEqualTo(text));
    }

    @ParameterizedTest
    @MethodSource("cloudWatchFiles")
    void namesOnlySeriesThatArePublishedEachWithItsDimension(String file) throws IOException {
        assertThat(strangers(committed(file))).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("cloudWatchFiles")
    void catchesASeriesThatWasRenamedInTheFile(String file) throws IOException {
        String renamed = committed(file)
                .replace("\"OpeningWindow\"", "\"OpeningWindows\"")
                .replace("\"HttpFailures\"", "\"HttpFailure\"");

        assertThat(strangers(renamed)).isNotEmpty();
    }

    @Test
    void catchesADimensionTooManyInTheFile() throws IOException {
        String more = committed("metrics/cloudwatch/opening-day.json")
                .replace("\"TicketsLeft\",", "\"TicketsLeft\", \"InstanceId\", \"i-1\",");

        assertThat(strangers(more)).isNotEmpty();
    }

    @Test
    void laysWidgetsOutInsideTheGridAndNotOnTopOfEachOther() throws IOException {
        for (String file : List.of("metrics/cloudwatch/opening-day.json", "metrics/cloudwatch/ordinary-day.json")) {
            Set<String> cells = new TreeSet<>();
            for (JsonNode widget : json(committed(file)).get("widgets")) {
                int right = widget.get("x").asInt() + widget.get("width").asInt();
                int bottom = widget.get("y").asInt() + widget.get("height").asInt();
                assertThat(right).isLessThanOrEqualTo(24);
                for (int x = widget.get("x").asInt(); x < right; x++) {
                    for (int y = widget.get("y").asInt(); y < bottom; y++) {
                        assertThat(cells.add(x + "," + y))
                                .as("%s: one widget at %s,%s", file, x, y)
                                .isTrue();
                    }
                }
            }
        }
    }

    @Test
    void givesEveryAlarmARunbookAndEveryQueryAUse() throws IOException {
        JsonNode alarms = json(committed("metrics/cloudwatch/alarms.json"));

        assertThat(alarms).hasSizeGreaterThan(8).allSatisfy(alarm -> {
            assertThat(alarm.get("AlarmDescription").asText())
                    .matches("(?s).+\\. Runbook: .{20,}")
                    .hasSizeLessThan(1_024);
            JsonNode metrics = alarm.get("Metrics");
            JsonNode judged = metrics.get(metrics.size() - 1);
            assertThat(judged.get("ReturnData").asBoolean()).isTrue();
            assertThat(metrics)
                    .filteredOn(metric -> !metric.get("ReturnData").asBoolean())
                    .allSatisfy(metric -> assertThat(judged.get("Expression").asText())
                            .contains(metric.get("Id").asText()));
        });
    }

    @Test
    void asksPrometheusOnlyForWhatItsPageHas() {
        Set<String> onThePage = namesOnThePage();

        assertThat(promQl().flatMap(GeneratedTest::oursIn)).isNotEmpty().allSatisfy(name -> assertThat(onThePage)
                .contains(name));
        assertThat(oursIn("rate(boxoffice_claim_total[1m])"))
                .as("a misspelt name is no name on the page")
                .noneMatch(onThePage::contains);
    }

    @Test
    void makesRulesThatAreYaml() throws IOException {
        JsonNode rules =
                new ObjectMapper().valueToTree(new Yaml().<Object>load(committed("metrics/prometheus/rules.yml")));

        assertThat(rules.at("/groups/0/rules"))
                .hasSameSizeAs(PrometheusRules.all())
                .allSatisfy(rule -> {
                    assertThat(rule.fieldNames())
                            .toIterable()
                            .containsExactly("alert", "expr", "for", "labels", "annotations");
                    assertThat(rule.at("/annotations/runbook").asText()).isNotBlank();
                });
    }

    @Test
    void letsPoliciesTrackOnlyGaugesThatAreThereFromTheStart() {
        assertThat(Policies.tracked().keySet())
                .allSatisfy(series -> assertThat(series.meter()).isInstanceOf(OfGauge.class))
                .allSatisfy(series -> assertThat(series.meter().tags()).allMatch(TagKey::isClosed));
    }

    @Test
    void paysForNoSeriesThatNobodyReads() {
        assertThat(Series.all())
                .allSatisfy(series -> assertThat(Readers.of(series)).isNotEqualTo("nobody yet"));
    }

    @Test
    void costsAFractionOfWhatEverythingWouldCost() {
        int unfiltered = 3 * Unfiltered.seriesOfOneInstance();

        assertThat(Series.all().size()).isLessThan(unfiltered / 10);
        assertThat(Generated.files().get("docs/metrics.md"))
                .contains("| **published** | " + Series.all().size() + " | "
                        + Prices.usd(0.30 * Series.all().size()))
                .contains(unfiltered + " | " + Prices.usd(0.30 * unfiltered));
    }

    static List<String> cloudWatchFiles() {
        return List.of(
                "metrics/cloudwatch/opening-day.json",
                "metrics/cloudwatch/ordinary-day.json",
                "metrics/cloudwatch/alarms.json");
    }

    /** Metrics in our namespace that the list does not have, or that have another dimension than the one. */
    private static List<String> strangers(String text) throws JsonProcessingException {
        Set<String> known = Series.all().stream().map(Series::name).collect(Collectors.toSet());
        List<String> strangers = new ArrayList<>();
        JsonNode root = json(text);
        for (JsonNode row : root.findValues("metrics").stream()
                .flatMap(metrics ->
                        Stream.iterate(0, i -> i < metrics.size(), i -> i + 1).map(metrics::get))
                .toList()) {
            if (row.get(0) != null && row.get(0).asText().equals("${namespace}")) {
                boolean well = known.contains(row.get(1).asText())
                        && row.size() == 5
                        && row.get(2).asText().equals("AutoScalingGroupName");
                if (!well) {
                    strangers.add(row.toString());
                }
            }
        }
        for (JsonNode metric : root.findValues("Metric")) {
            if (metric.get("Namespace").asText().equals("${namespace}")) {
                boolean well = known.contains(metric.get("MetricName").asText())
                        && metric.get("Dimensions").size() == 1
                        && metric.get("Dimensions").get(0).get("Name").asText().equals("AutoScalingGroupName");
                if (!well) {
                    strangers.add(metric.toString());
                }
            }
        }
        return strangers;
    }

    private static Stream<String> promQl() {
        return Stream.concat(
                Grafana.panels().stream()
                        .flatMap(panel -> panel.queries().stream())
                        .map(Grafana.Query::expression),
                PrometheusRules.all().stream().map(PrometheusRule::expression));
    }

    private static Stream<String> oursIn(String expression) {
        return OURS_IN_PROMETHEUS.matcher(expression).results().map(MatchResult::group);
    }

    private static Set<String> namesOnThePage() {
        try (PrometheusText text = new PrometheusText()) {
            Meters meters = new Meters(text.registry());
            meters.counter(Catalogue.HTTP_REQUESTS, "claimTicket", "201").increment();
            meters.gauge(Catalogue.BUILD, () -> 1, "1.0");
            return text.render()
                    .lines()
                    .filter(line -> !line.startsWith("#"))
                    .map(line -> line.split("[{ ]", 2)[0])
                    .collect(Collectors.toSet());
        }
    }

    private static String committed(String file) throws IOException {
        return Files.readString(REPOSITORY.resolve(file));
    }

    private static JsonNode json(String text) throws JsonProcessingException {
        return new ObjectMapper().readTree(text);
    }
}
