package dev.venom.runtime.core.internal.activation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.venom.runtime.api.error.VenomException;
import dev.venom.runtime.spi.runtime.SettingsFile.Form;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SettingsTextTest {
    private static final Map<String, String> MODEL =
            Map.of("LLM_MODEL_NAME", "org/new", "VLLM_ACTIVE_MODEL", "/models/new model");

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "LLM_MODEL_NAME=old|LLM_MODEL_NAME=org/new",
                "LLM_MODEL_NAME=old # why|LLM_MODEL_NAME=org/new # why",
                "  export LLM_MODEL_NAME = 'old'|  export LLM_MODEL_NAME = 'org/new'",
                "LLM_MODEL_NAME=\"o l d\"  |LLM_MODEL_NAME=\"org/new\"  ",
                "LLM_MODEL_NAME=|LLM_MODEL_NAME=org/new",
                "LLM_MODEL_NAME=a#b|LLM_MODEL_NAME=org/new"
            })
    void keepsTheWayAValueIsWritten(String line, String expected) {
        SettingsText text = new SettingsText(line.replaceAll("^\\|", "") + "\n", Form.ENVIRONMENT);

        assertThat(text.with(Map.of("LLM_MODEL_NAME", "org/new")).text()).isEqualTo(expected + "\n");
    }

    @Test
    void leavesEverythingElseAlone() {
        String before =
                "# LLM_MODEL_NAME=not this\r\n\r\nA=1\r\nLLM_MODEL_NAME=old\r\nMY_LLM_MODEL_NAME=other\r\nB='2'\r\n";

        assertThat(new SettingsText(before, Form.ENVIRONMENT)
                        .with(Map.of("LLM_MODEL_NAME", "new"))
                        .text())
                .isEqualTo(before.replace("\r\nLLM_MODEL_NAME=old", "\r\nLLM_MODEL_NAME=new"));
    }

    @Test
    void quotesWhatNeedsIt() {
        assertThat(new SettingsText("", Form.ENVIRONMENT)
                        .with(Map.of("P", "/a b/$c\"d`"))
                        .text())
                .isEqualTo("P=\"/a b/\\$c\\\"d\\`\"\n");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "A=1",
                "A=1\n",
                "LLM_MODEL_NAME=x",
                "LLM_MODEL_NAME=x\nLLM_MODEL_NAME=y\n",
                "A=1\nVLLM_ACTIVE_MODEL='/old'\n# end",
                "\n\n",
                "A=1\r\n",
                "\u00EF\u00BB\u00BFLLM_MODEL_NAME=x\nA=1\n",
                "\u00EF\u00BB\u00BF",
                "LLM_MODEL_NAME=\"a\nb\"\nA=1\n",
                "LLM_MODEL_NAME=a \\\n  b\nA=1\n",
                "A=caf\u00E9\nLLM_MODEL_NAME=x\n"
            })
    void comesBackByteForByte(String before) {
        requireRoundTrip(before);
    }

    @Test
    void comesBackByteForByteWhateverTheFileHolds() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        List<String> pieces = List.of(
                "LLM_MODEL_NAME=a",
                "export VLLM_ACTIVE_MODEL='/b'",
                "# comment",
                "",
                "X=\"y\"",
                "LLM_MODEL_NAME = \"c d\" # e");
        for (int round = 0; round < 500; round++) {
            StringBuilder text = new StringBuilder();
            String end = random.nextBoolean() ? "\n" : "\r\n";
            for (int line = random.nextInt(5); line > 0; line--) {
                text.append(pieces.get(random.nextInt(pieces.size()))).append(end);
            }
            if (random.nextBoolean()) {
                text.append(pieces.get(random.nextInt(pieces.size())));
            }
            try {
                requireRoundTrip(text.toString());
            } catch (AssertionError failure) {
                throw new AssertionError("seed " + seed + ", round " + round, failure);
            }
        }
    }

    @Test
    void doesNotTakeTheInsideOfAnotherValueForASetting() {
        String before = "KEY=\"-----BEGIN\nLLM_MODEL_NAME=inside\n\\\" still\n-----END\" # c\n"
                + "ARGS=--one \\\nLLM_MODEL_NAME=continued \\\n  --two\n"
                + "TEXT='a\nLLM_MODEL_NAME=quoted\n'\n"
                + "ODD=it's\nOPEN=\"never closed\n";

        String after = new SettingsText(before, Form.ENVIRONMENT)
                .with(Map.of("LLM_MODEL_NAME", "new"))
                .text();

        assertThat(after).isEqualTo(before + "LLM_MODEL_NAME=new\n");
    }

    @Test
    void replacesAValueThatSpansLinesAsAWhole() {
        assertThat(new SettingsText("LLM_MODEL_NAME=\"a\nb\" # why\r\nA=1\r\n", Form.ENVIRONMENT)
                        .with(Map.of("LLM_MODEL_NAME", "new"))
                        .text())
                .isEqualTo("LLM_MODEL_NAME=\"new\" # why\r\nA=1\r\n");
    }

    @Test
    void findsASettingBehindAByteOrderMark() {
        assertThat(new SettingsText("\u00EF\u00BB\u00BFLLM_MODEL_NAME=old\n", Form.ENVIRONMENT)
                        .with(Map.of("LLM_MODEL_NAME", "new"))
                        .text())
                .isEqualTo("\u00EF\u00BB\u00BFLLM_MODEL_NAME=new\n");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "model: |\n  /old\n",
                "model: /old\n  and more\n",
                "model: \"/old\n  and more\"\n",
                "model:\n- /old\n"
            })
    void refusesEveryWayToSpreadYamlOverLines(String before) {
        assertThatThrownBy(() -> new SettingsText(before, Form.YAML).with(Map.of("model", "/new")))
                .isInstanceOf(VenomException.class)
                .hasMessageContaining("several lines");
    }

    @Test
    void writesYaml() {
        String before = "# vllm\nmodel: \"/old\"  # the model\nserved_model_name: old\nport: 8000\n";

        String after = new SettingsText(before, Form.YAML)
                .with(Map.of("model", "/new", "served-model-name", "8"))
                .text();

        assertThat(after).isEqualTo("# vllm\nmodel: \"/new\"  # the model\nserved_model_name: \"8\"\nport: 8000\n");
    }

    @Test
    void refusesYamlThatIsSpreadOverLines() {
        SettingsText list = new SettingsText("served-model-name:\n  - a\n  - b\n", Form.YAML);

        assertThatThrownBy(() -> list.with(Map.of("served-model-name", "c")))
                .isInstanceOf(VenomException.class)
                .hasMessageContaining("several lines");
    }

    private static void requireRoundTrip(String before) {
        SettingsText text = new SettingsText(before, Form.ENVIRONMENT);
        Map<String, List<String>> former = new HashMap<>();
        MODEL.keySet().forEach(name -> former.put(name, text.linesOf(name)));

        SettingsText changed = text.with(MODEL);
        assertThat(changed.text()).contains("org/new").contains("/models/new model");
        SettingsText restored = changed;
        for (Map.Entry<String, List<String>> setting : former.entrySet()) {
            restored = restored.restored(setting.getKey(), setting.getValue());
        }
        assertThat(restored.text()).isEqualTo(before);
    }
}
