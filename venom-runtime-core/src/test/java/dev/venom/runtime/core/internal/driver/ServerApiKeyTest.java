package dev.venom.runtime.core.internal.driver;

import static org.assertj.core.api.Assertions.assertThat;

import dev.venom.runtime.api.runtime.RuntimeSpec;
import dev.venom.runtime.api.runtime.RuntimeSpecBuilder;
import dev.venom.runtime.core.internal.configuration.HostSettings;
import dev.venom.runtime.core.internal.http.RuntimeTransport;
import dev.venom.runtime.spi.runtime.DriverContext;
import dev.venom.runtime.spi.transport.Credential;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ServerApiKeyTest {
    private static final URI HERE = URI.create("http://127.0.0.1:8000");

    @TempDir
    Path directory = Path.of("");

    @Test
    void takesTheFirstOfSeveralKeys() {
        assertThat(llama(command("--api-key", "k1,k2"))).contains("Bearer k1");
        assertThat(llama(command("--api-key=k1, k2"))).contains("Bearer k1");
        assertThat(vllm(command("--api-key", "k1", "k2"))).contains("Bearer k1");
    }

    @Test
    void readsTheFileThatTheServerReads() throws IOException {
        Files.writeString(directory.resolve("keys.txt"), "\n# of the team\nk1\nk2\n");

        assertThat(llama(command("--api-key-file", directory.resolve("keys.txt").toString())))
                .contains("Bearer k1");
        assertThat(llama(command("--api-key-file=keys.txt").workingDirectory(directory)))
                .contains("Bearer k1");
        assertThat(llama(command("--api-key-file", directory.resolve("none").toString())))
                .isEmpty();
    }

    @Test
    void findsTheKeyInACommandForAShell() {
        assertThat(vllm(RuntimeSpec.builder("r", "vllm", HERE)
                        .command(List.of("bash", "-lc", "exec vllm serve m --api-key 'k1' --port 8000"))))
                .contains("Bearer k1");
    }

    @Test
    void readsTheVariablesOfTheServersWhereNoOptionIsThere() throws IOException {
        assertThat(vllm(command().environment(Map.of("VLLM_API_KEY", "k1")))).contains("Bearer k1");
        assertThat(llama(command().environment(Map.of("LLAMA_API_KEY", "k1,k2"))))
                .contains("Bearer k1");
        assertThat(vllm(command("--api-key", "of-the-option").environment(Map.of("VLLM_API_KEY", "k1"))))
                .contains("Bearer of-the-option");
        Path file = Files.writeString(directory.resolve("vllm.env"), "VLLM_API_KEY=k1\n");
        assertThat(vllm(command().environmentFile(file))).contains("Bearer k1");
        assertThat(key(ServerApiKey.ofVllm(context(command().build(), Map.of("VLLM_API_KEY", "of-the-host")))))
                .contains("Bearer of-the-host");
        assertThat(vllm(command())).isEmpty();
    }

    @Test
    void readsAVariableThatAShellPutsInPlaceOfTheKey() {
        for (String key : List.of("$KEY", "\"$KEY\"", "${KEY}")) {
            assertThat(llama(RuntimeSpec.builder("r", "openai", HERE)
                            .command(List.of("bash", "-c", "exec llama-server --api-key " + key + " --port 8000"))
                            .environment(Map.of("KEY", "k1,k2"))))
                    .contains("Bearer k1");
        }
    }

    @Test
    void findsTheVariableThatTheCommandGivesToTheServer() {
        assertThat(vllm(command("docker", "run", "-e", "VLLM_API_KEY=k1", "vllm/vllm-openai")))
                .contains("Bearer k1");
        assertThat(vllm(command("podman", "run", "--env=VLLM_API_KEY=k1", "vllm/vllm-openai")))
                .contains("Bearer k1");
        assertThat(llama(command("env", "LLAMA_API_KEY=k1,k2", "llama-server"))).contains("Bearer k1");
        assertThat(vllm(RuntimeSpec.builder("r", "vllm", HERE)
                        .command(List.of("sh", "-c", "VLLM_API_KEY='k1' exec vllm serve m"))))
                .contains("Bearer k1");
    }

    @Test
    void namesTheUserOfTheAddressToTheProxyBeforeTheServer() {
        RuntimeSpecBuilder behindProxy =
                RuntimeSpec.builder("r", "vllm", URI.create("http://me:p%40ss+word@127.0.0.1:8000"));

        assertThat(vllm(behindProxy)).contains("Basic bWU6cEBzcyt3b3Jk");
    }

    private static RuntimeSpecBuilder command(String... options) {
        return RuntimeSpec.builder("r", "vllm", HERE)
                .command(Stream.concat(Stream.of("server"), Stream.of(options)).toList());
    }

    private static Optional<String> vllm(RuntimeSpecBuilder spec) {
        return key(ServerApiKey.ofVllm(context(spec.build(), Map.of())));
    }

    private static Optional<String> llama(RuntimeSpecBuilder spec) {
        return key(ServerApiKey.ofLlamaCpp(context(spec.build(), Map.of())));
    }

    private static Optional<String> key(Optional<Credential> credential) {
        return credential.map(Credential::authorization);
    }

    private static DriverContext context(RuntimeSpec spec, Map<String, String> variables) {
        return new DriverContext(
                spec,
                new RuntimeTransport(() -> {
                    throw new AssertionError("nothing is asked");
                }),
                new HostSettings(variables),
                Clock.systemUTC());
    }
}
