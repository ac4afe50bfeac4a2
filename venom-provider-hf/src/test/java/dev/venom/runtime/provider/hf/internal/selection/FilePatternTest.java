package dev.venom.runtime.provider.hf.internal.selection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.time.Duration;
import java.util.Random;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FilePatternTest {
    @ParameterizedTest
    @CsvSource({
        "*.json, config.json, true",
        "*.json, deep/er/config.json, true",
        "data/*.json, data/subdir/file.json, true",
        "*.json, config.JSON, false",
        "original/, original/params.json, true",
        "original/, original, false",
        "original\\*, original/params.json, true",
        "model-0000?-of-2, model-00001-of-2, true",
        "a?b, a/b, true",
        "a[bc]d, abd, true",
        "a[bc]d, aed, false",
        "a[!bc]d, aed, true",
        "a[!bc]d, abd, false",
        "a[b-d]e, ace, true",
        "a[d-b]e, ace, false",
        "a[]]b, a]b, true",
        "a[b, a[b, true",
        "a[^b]c, a^c, true",
        "a[^b]c, adc, false",
        "[a&&b], &, true",
        "x{1}, x{1}, true",
        "*.s[ae]f*, x.safetensors, true",
        "**/x, a/b/x, true",
        "'**/x', x, false",
        "a.b, axb, false",
        "(x)+$, (x)+$, true",
    })
    void matchesAsPythonDoes(String pattern, String path, boolean expected) {
        assertThat(FilePattern.of(pattern).matches(path)).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(ints = {200, 2_000, 20_000})
    void needsNoLongerForManyStars(int length) {
        String name = "a".repeat(length) + "b";

        assertTimeoutPreemptively(Duration.ofSeconds(10), () -> {
            assertThat(FilePattern.of("*a*a*a*a*a*c").matches(name)).isFalse();
            assertThat(FilePattern.of("*a".repeat(100) + "*c").matches(name)).isFalse();
            assertThat(FilePattern.of("*[a-b]?".repeat(50) + "*").matches(name)).isTrue();
        });
    }

    @Test
    void matchesWhatAnExpressionOfTheSameMeaningMatches() {
        Random random = new Random(4711);
        String[] globs = {
            "a", "b", "/", ".", "*", "**", "?", "[ab]", "[!a]", "[a-c]", "[!b-z]", "[]a]", "[c-a]", "[!c-a]"
        };
        String[] regexes = {
            "a", "b", "/", "\\.", ".*", ".*", ".", "[ab]", "[^a]", "[a-c]", "[^b-z]", "[\\]a]", "(?!)", "."
        };
        for (int round = 0; round < 20_000; round++) {
            StringBuilder glob = new StringBuilder();
            StringBuilder regex = new StringBuilder();
            for (int part = random.nextInt(6); part >= 0; part--) {
                int which = random.nextInt(globs.length);
                glob.append(globs[which]);
                regex.append(regexes[which]);
            }
            String pattern = glob.append('b').toString();
            String name = random.ints(random.nextInt(7), 0, 6)
                            .mapToObj(which -> "abc/.]".substring(which, which + 1))
                            .collect(Collectors.joining())
                    + "b";
            boolean expected = Pattern.compile(regex.append('b').toString(), Pattern.DOTALL)
                    .matcher(name)
                    .matches();

            assertThat(FilePattern.of(pattern).matches(name))
                    .as("%s against %s", pattern, name)
                    .isEqualTo(expected);
        }
    }
}
