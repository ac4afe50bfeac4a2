package dev.venom.runtime.provider.ollama;

import static org.assertj.core.api.Assertions.assertThat;

import dev.venom.runtime.provider.ollama.internal.process.UserAccounts;
import dev.venom.runtime.provider.ollama.internal.store.StoreLayout;
import dev.venom.runtime.provider.ollama.internal.store.StoreLocator;
import dev.venom.runtime.spi.testkit.InMemorySettings;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Where the store is: as configured, where the daemon that listens keeps it, or at home. */
class StoreLocatorTest {
    private static final String SERVER = "/usr/local/bin/ollama serve";

    @TempDir
    private Path directory;

    private final StagedProcesses processes = new StagedProcesses();

    @Test
    void isTheOneThatIsConfigured() {
        processes
                .process(7, 1, 0, SERVER)
                .environment(7, Map.of("OLLAMA_MODELS", "/else"))
                .listens(11_434, 7);

        assertThat(located(settings().with("OLLAMA_MODELS", "\"/configured\""))).isEqualTo(Path.of("/configured"));
    }

    @Test
    void isWhereTheListeningDaemonSaysThatItIs() {
        processes
                .process(7, 1, 0, SERVER)
                .environment(7, Map.of("OLLAMA_MODELS", "/data/models", "HOME", "/srv"))
                .listens(4_000, 7);

        assertThat(located(settings().with("OLLAMA_HOST", ":4000"))).isEqualTo(Path.of("/data/models"));
        assertThat(located(settings())).isEqualTo(directory.resolve(".ollama/models"));
    }

    @Test
    void isInTheHomeOfTheDaemonsUser() {
        processes
                .process(7, 1, 0, SERVER)
                .environment(7, Map.of("HOME", "/srv/ollama"))
                .listens(11_434, 7);

        assertThat(located(settings())).isEqualTo(Path.of("/srv/ollama/.ollama/models"));
    }

    @Test
    void isInTheHomeOfAUserWhoseProcessesCanNotBeSeenInto() {
        processes.process(7, 1, 0, SERVER).process(8, 1, 4, "nginx").listensUnseen(11_434, 0);

        assertThat(located(settings()))
                .isEqualTo(UserAccounts.SYSTEM.home(0).orElseThrow().resolve(".ollama/models"));
    }

    @Test
    void isNeverInsideAContainer() {
        processes
                .process(7, 1, 0, SERVER)
                .environment(7, Map.of("HOME", "/root"))
                .group(7, "/system.slice/docker-0123.scope")
                .listens(11_434, 7);

        assertThat(located(settings())).isEqualTo(directory.resolve(".ollama/models"));
        assertThat(new StoreLocator(settings(), processes).ofDaemon()).isEmpty();
    }

    @Test
    void isNotOnThisHostWhereTheDaemonIsNot() {
        assertThat(new StoreLocator(settings().with("OLLAMA_HOST", "10.0.0.7"), processes).ofDaemon())
                .isEmpty();
        assertThat(new StoreLocator(settings(), processes).ofDaemon())
                .contains(new StoreLayout(directory.resolve(".ollama/models")));
    }

    private InMemorySettings settings() {
        return InMemorySettings.in(directory.resolve("cache")).with("HOME", directory.toString());
    }

    private Path located(InMemorySettings settings) {
        return new StoreLocator(settings, processes).locate().root();
    }
}
