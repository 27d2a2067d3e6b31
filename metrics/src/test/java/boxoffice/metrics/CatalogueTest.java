package boxoffice.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.reflect.Field;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class CatalogueTest {

    @Test
    void listsEveryConstantAndNothingElse() throws IllegalAccessException {
        List<Object> constants = new ArrayList<>();
        for (Field field : Catalogue.class.getFields()) {
            constants.add(field.get(null));
        }

        assertThat(Catalogue.all())
                .isNotEmpty()
                .hasSameElementsAs(
                        constants.stream().map(MeterDefinition.class::cast).toList());
        assertThat(Catalogue.all()).doesNotHaveDuplicates();
    }

    @Test
    void givesEachMeterANameOfItsOwn() {
        assertThat(Catalogue.all()).extracting(MeterDefinition::name).doesNotHaveDuplicates();
    }

    @Test
    void namesEveryMeterInDottedLowerCaseUnderBoxoffice() {
        assertThat(Catalogue.all())
                .allSatisfy(definition -> assertThat(definition.name()).matches("boxoffice(\\.[a-z]+)+"));
    }

    @Test
    void tellsTheMeaningOfEveryMeterInOneSentence() {
        assertThat(Catalogue.all())
                .allSatisfy(definition -> assertThat(definition.meaning()).matches("[A-Z][^.|]+\\."));
    }

    @Test
    void isShownInTheReadmeAsItIs() throws IOException {
        String readme = Files.readString(Path.of("README.md"));
        String begin = "<!-- catalogue: begin -->\n";
        String end = "<!-- catalogue: end -->";

        assertThat(readme).contains(begin, end);
        assertThat(readme.substring(readme.indexOf(begin) + begin.length(), readme.indexOf(end)))
                .as("the table in metrics/README.md; write it anew from the output of --catalogue")
                .isEqualTo(CatalogueTable.markdown());
    }
}
