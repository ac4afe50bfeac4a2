package dev.venom.runtime.examples.quickstart;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class QuickstartTest {
    private static final Path SOURCE = Path.of("src/main/java/dev/venom/runtime/examples/quickstart/Quickstart.java");
    private static final Path README = Path.of("../../README.md");

    @Test
    void theReadmeShowsTheCodeThatIsCompiledHere() throws IOException {
        String shown = embedding(Files.readString(SOURCE));

        assertThat(shown).startsWith("try (ModelManager manager =").endsWith("}\n");
        assertThat(readmes())
                .allSatisfy(readme -> assertThat(Files.readString(readme)).contains("```java\n" + shown + "```"));
    }

    private static List<Path> readmes() {
        return Stream.of(README).filter(Files::exists).toList();
    }

    private static String embedding(String source) {
        String from = source.substring(source.indexOf('\n', source.indexOf("tag::embedding[]")) + 1);
        String region = from.substring(0, from.lastIndexOf('\n', from.indexOf("// end::embedding[]")));
        // A text that ends with a line break has an empty last line, which would count as the least indented.
        return region.stripIndent() + "\n";
    }
}
