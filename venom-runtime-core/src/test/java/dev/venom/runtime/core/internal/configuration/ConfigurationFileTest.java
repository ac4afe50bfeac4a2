package dev.venom.runtime.core.internal.configuration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.venom.runtime.api.error.ErrorCode;
import dev.venom.runtime.api.error.VenomException;
import dev.venom.runtime.api.runtime.RuntimeSpec;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ConfigurationFileTest {
    @TempDir
    private Path directory;

    @Test
    void readsARuntimeWithEveryKey() throws IOException {
        ConfigurationFile file = read("""
                {"runtimes":[{"id":"vllm","kind":"vllm","base_url":"http://127.0.0.1:8000","supervisor":"process",
                  "command":["vllm","serve","${model_path}","--port","${port}"],"env":{"A":"b"},
                  "start_timeout_seconds":5,"stop_timeout_seconds":6,"drain_timeout_seconds":7,
                  "probe_seconds":30,
                  "scope":"user","on_host_exit":"stop","env_file":".env","working_directory":"work"}],
                 "limits":{"max_disk_gb":1.5,"confirm_above_gb":2,"max_downloads":3,"max_connections":4},
                 "alerts":{"ram_percent":85,"vram_percent":85,"for_seconds":30},
                 "logs":{"max_mb":50,"keep":5,"days":14}}
                """);
        RuntimeSpec spec = file.runtimes().get(0);
        assertThat(spec.id()).isEqualTo("vllm");
        assertThat(spec.supervision()).isEqualTo(RuntimeSpec.Supervision.PROCESS);
        assertThat(spec.command()).startsWith("vllm", "serve");
        assertThat(spec.environment()).containsEntry("A", "b");
        assertThat(spec.startTimeout()).isEqualTo(Duration.ofSeconds(5));
        assertThat(spec.drainTimeout()).isEqualTo(Duration.ofSeconds(7));
        assertThat(spec.probeInterval()).contains(Duration.ofSeconds(30));
        assertThat(spec.scope()).isEqualTo(RuntimeSpec.Scope.USER);
        assertThat(spec.onHostExit()).isEqualTo(RuntimeSpec.OnHostExit.STOP);
        assertThat(spec.environmentFile()).contains(Path.of(".env"));
        assertThat(file.limits())
                .isEqualTo(new Limits(
                        OptionalLong.of(1_500_000_000L),
                        OptionalLong.of(2_000_000_000L),
                        OptionalInt.of(3),
                        OptionalInt.of(4)));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {"limit":{}}                                                                     | 'limit'
            {"limits":{"max_disk":1}}                                                        | 'limits.max_disk'
            {"limits":{"max_disk_gb":"many"}}                                                | 'limits.max_disk_gb'
            {"limits":{"max_downloads":0}}                                                   | 'limits.max_downloads'
            {"alerts":{"ram_percent":101}}                                                   | 'alerts.ram_percent'
            {"logs":{"keep":-1}}                                                             | 'logs.keep'
            {"runtimes":{}}                                                                  | 'runtimes'
            {"runtimes":[{"kind":"vllm","base_url":"http://h:1"}]}                           | 'runtimes[0].id'
            {"runtimes":[{"id":"a","base_url":"http://h:1"}]}                                | 'runtimes[0].kind'
            {"runtimes":[{"id":"a","kind":"vllm"}]}                                          | 'runtimes[0].base_url'
            {"runtimes":[{"id":"a","kind":"vllm","base_url":"8000"}]}                        | 'runtimes[0].base_url'
            {"runtimes":[{"id":"a","kind":"k","base_url":"http://h:1","supervisor":"runit"}]}  | 'runtimes[0].supervisor'
            {"runtimes":[{"id":"a","kind":"k","base_url":"http://h:1","supervisor":"process"}]} | 'runtimes[0].command'
            {"runtimes":[{"id":"a","kind":"k","base_url":"http://h:1","supervisor":"systemd"}]} | 'runtimes[0].unit'
            {"runtimes":[{"id":"a","kind":"k","base_url":"http://h:1","command":["${x}"]}]}  | 'runtimes[0].command'
            {"runtimes":[{"id":"a","kind":"k","base_url":"http://h:1","env":{"A":1}}]}       | 'runtimes[0].env.A'
            {"runtimes":[{"id":"a","kind":"k","base_url":"http://h:1","start_timeout_seconds":0}]} | 'runtimes[0].start_timeout_seconds'
            {"runtimes":[{"id":"a","kind":"k","base_url":"http://h:1","probe_seconds":-1}]} | 'runtimes[0].probe_seconds'
            """)
    void namesTheKeyThatIsWrong(String json, String key) {
        assertThatThrownBy(() -> read(json)).isInstanceOfSatisfying(VenomException.class, failure -> {
            assertThat(failure.code()).isEqualTo(ErrorCode.INVALID_REQUEST);
            assertThat(failure).hasMessageContaining(key);
        });
    }

    @ParameterizedTest
    @CsvSource({
        "http://me:p%40ss@127.0.0.1:8000, me:p%40ss",
        "https://me@llm.example, me",
        "http://me:pw@[::1]:8000/v2, me:pw"
    })
    void takesTheUserWhomAProxyBeforeARuntimeAsksFor(String address, String user) throws IOException {
        ConfigurationFile file =
                read("{\"runtimes\":[{\"id\":\"a\",\"kind\":\"vllm\",\"base_url\":\"" + address + "\"}]}");

        assertThat(file.runtimes().get(0).baseUri())
                .hasToString(address)
                .extracting(URI::getRawUserInfo)
                .isEqualTo(user);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"http://me:se@cret@127.0.0.1:8000", "http://me:se%cret@127.0.0.1:8000", "http://me:secret@"})
    void refusesAUserThatCantBeReadWithoutShowingIt(String address) {
        assertThatThrownBy(() ->
                        read("{\"runtimes\":[{\"id\":\"a\",\"kind\":\"vllm\",\"base_url\":\"" + address + "\"}]}"))
                .isInstanceOf(VenomException.class)
                .hasMessageContaining("'runtimes[0].base_url'")
                .hasMessageNotContaining("cret");
    }

    @Test
    void saysThatTheFileIsMissing() {
        assertThatThrownBy(() -> ConfigurationFile.read(directory.resolve("none.json")))
                .isInstanceOf(VenomException.class)
                .hasMessageContaining("does not exist");
    }

    @Test
    void refusesWhatIsNotJson() {
        assertThatThrownBy(() -> read("runtimes:"))
                .isInstanceOf(VenomException.class)
                .hasMessageContaining("not JSON");
    }

    private ConfigurationFile read(String json) throws IOException {
        Path file = directory.resolve("venom.json");
        Files.writeString(file, json);
        return ConfigurationFile.read(file);
    }
}
