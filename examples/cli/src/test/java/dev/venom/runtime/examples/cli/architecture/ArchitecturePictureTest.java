package dev.venom.runtime.examples.cli.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The pictures of {@code docs/architecture.md} are what the code is. */
class ArchitecturePictureTest {
    private static final Path DOCUMENT = Path.of("../../docs/architecture.md");
    private static final String WRITE = "venom.picture.write";
    private static final Pattern PICTURE =
            Pattern.compile("<!-- packages of the core by level -->\n```mermaid\n(.*?)```\n", Pattern.DOTALL);
    private static final Pattern FLOWS = Pattern.compile("<!-- two flows -->\n```mermaid\n(.*?)```\n", Pattern.DOTALL);
    private static final Pattern ARROW = Pattern.compile("(?m)^    (\\w+) .*> (\\w+)$");

    private final PackageLevels levels = new PackageLevels(new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("dev.venom.runtime.core"));

    @Test
    void showsEveryPackageAtItsLevel() throws IOException {
        String document = Files.readString(DOCUMENT);
        Matcher picture = PICTURE.matcher(document);
        assertThat(picture.find()).as("a picture in " + DOCUMENT).isTrue();
        if (Boolean.getBoolean(WRITE)) {
            Files.writeString(
                    DOCUMENT, document.substring(0, picture.start(1)) + drawn() + document.substring(picture.end(1)));
            return;
        }
        assertThat(picture.group(1))
                .as("the picture of packages; -D" + WRITE + "=true draws it anew")
                .isEqualTo(drawn());
    }

    @Test
    void drawsTheFlowsAlongRealDependencies() throws IOException {
        Matcher flows = FLOWS.matcher(Files.readString(DOCUMENT));
        assertThat(flows.find()).as("the flows in " + DOCUMENT).isTrue();
        List<MatchResult> arrows = ARROW.matcher(flows.group(1))
                .results()
                .map(MatchResult.class::cast)
                .toList();
        assertThat(arrows)
                .hasSizeGreaterThan(10)
                .allSatisfy(arrow -> assertThat(levels.uses(arrow.group(1), arrow.group(2)))
                        .as(arrow.group().strip())
                        .isTrue());
    }

    private String drawn() {
        StringBuilder picture = new StringBuilder("flowchart TB\n");
        List<Set<String>> all = levels.levels();
        for (int level = all.size() - 1; level >= 0; level--) {
            picture.append("    subgraph level").append(level + 1).append(" [\" \"]\n");
            all.get(level)
                    .forEach(concept ->
                            picture.append("        ").append(concept).append('\n'));
            picture.append("    end\n");
        }
        for (String concept : levels.concepts()) {
            levels.foundations(concept)
                    .forEach(used -> picture.append("    ")
                            .append(concept)
                            .append(" --> ")
                            .append(used)
                            .append('\n'));
        }
        return picture.toString();
    }
}
