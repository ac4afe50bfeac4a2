package dev.venom.runtime.spi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.venom.runtime.api.error.ErrorCode;
import dev.venom.runtime.api.error.VenomException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SettingsTest {
    @TempDir
    Path directory;

    private final Map<String, String> variables = new HashMap<>(Map.of("HOME", "/home/me"));

    private final Settings settings = new Settings() {
        @Override
        public Path cacheDirectory() {
            return directory;
        }

        @Override
        public Optional<String> value(String name) {
            return Optional.ofNullable(variables.get(name)).map(String::strip).filter(text -> !text.isEmpty());
        }
    };

    private static void assertRefuses(ThrowingCallable reading, String name) {
        assertThatThrownBy(reading)
                .isInstanceOfSatisfying(
                        VenomException.class,
                        refusal -> assertThat(refusal.code()).isEqualTo(ErrorCode.INVALID_REQUEST))
                .hasMessageContaining(name);
    }

    @ParameterizedTest
    @CsvSource({
        "~, /home/me",
        "~/models, /home/me/models",
        "'\"~/my models\"', /home/me/my models",
        "/srv/models/, /srv/models",
        "/srv/~/models, /srv/~/models",
        "/srv/../models, /models"
    })
    void readsPathsAsAShellWould(String value, Path expected) {
        variables.put("MODELS", value);

        assertThat(settings.path("MODELS")).contains(expected);
    }

    @Test
    void aRelativePathBeginsWhereTheProgramStands() {
        variables.put("MODELS", "models");

        assertThat(settings.path("MODELS")).contains(Path.of("models").toAbsolutePath());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"~other/models", "$HOME/models", "${HOME}/models", "file:///srv/models", "\"\"", "/srv/a\u0000b"
            })
    void refusesWhatWouldBeTakenLiterally(String value) {
        variables.put("MODELS", value);

        assertRefuses(() -> settings.path("MODELS"), "MODELS");
    }

    @Test
    void refusesAFileWhereADirectoryIsMeant() throws Exception {
        Path file = Files.createFile(directory.resolve("file"));
        variables.put("MODELS", file.toString());

        assertThat(settings.path("MODELS")).contains(file);
        assertRefuses(() -> settings.directory("MODELS"), "MODELS");
    }

    @ParameterizedTest
    @ValueSource(strings = {"relative/home", "?", "~"})
    void refusesAHomeThatIsNone(String home) {
        variables.put("HOME", home);
        variables.put("MODELS", "~/models");

        assertRefuses(settings::home, "HOME");
        assertRefuses(() -> settings.path("MODELS"), "HOME");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "?", "none"})
    void saysThatNoHomeIsKnown(String ofSystem) {
        assertRefuses(() -> SettingValues.home(Optional.empty(), ofSystem), "HOME");
        assertThat(SettingValues.home(Optional.empty(), "/root")).isEqualTo(Path.of("/root"));
    }

    @ParameterizedTest
    @CsvSource({"1, true", "ON, true", "Yes, true", "true, true", "0, false", "off, false", "NO, false", "False, false"
    })
    void readsSwitches(String value, boolean on) {
        variables.put("OFFLINE", value);

        assertThat(settings.isOn("OFFLINE")).isEqualTo(on);
    }

    @ParameterizedTest
    @ValueSource(strings = {"2", "enabled", "si", "-1"})
    void refusesSwitchesThatAreNeither(String value) {
        variables.put("OFFLINE", value);

        assertRefuses(() -> settings.isOn("OFFLINE"), "OFFLINE");
    }
}
