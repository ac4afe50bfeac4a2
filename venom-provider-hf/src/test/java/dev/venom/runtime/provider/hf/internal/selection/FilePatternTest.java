package dev.venom.runtime.provider.hf.internal.selection;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

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
}
