package dev.venom.runtime.provider.ollama;

import static org.assertj.core.api.Assertions.assertThat;

import dev.venom.runtime.spi.runtime.DiscoveryContext;
import dev.venom.runtime.spi.runtime.FoundRuntime;
import dev.venom.runtime.spi.testkit.InMemorySettings;
import dev.venom.runtime.spi.testkit.LoopbackTransport;
import dev.venom.runtime.testbed.hub.fault.Fault;
import dev.venom.runtime.testbed.ollama.LocalDaemon;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Daemons that run already, and who runs them. */
class DetectionTest {
    private static final String SERVER = "/usr/local/bin/ollama serve";

    @TempDir
    private Path models;

    private final StagedProcesses processes = new StagedProcesses();
    private LocalDaemon daemon;

    @BeforeEach
    void open() {
        daemon = LocalDaemon.over(models).start();
        processes
                .process(7, 5, 0, SERVER)
                .environment(7, Map.of("OLLAMA_HOST", "0.0.0.0:" + daemon.url().getPort()));
    }

    @AfterEach
    void close() {
        daemon.close();
    }

    @Test
    void tellsUnitsOfTheSystemAndOfUsers() {
        processes.listens(daemon.url().getPort(), 7).group(7, "/system.slice/ollama.service");
        assertThat(found(true).owner()).isEqualTo("the system unit ollama.service");

        processes.group(7, "/user.slice/user-0.slice/user@0.service/app.slice/ollama.service");
        assertThat(found(true).owner()).isEqualTo("the unit ollama.service of user root");
    }

    @Test
    void tellsContainersAndTheDesktopApplication() {
        processes.listens(daemon.url().getPort(), 7).group(7, "/system.slice/docker-0123.scope");
        assertThat(found(true).owner()).isEqualTo("a container of user root");

        processes.group(7, "/user.slice/user-0.slice/session-1.scope");
        assertThat(found(true).owner()).isEqualTo("the process 7 of user root");
        processes.process(5, 1, 0, "/Applications/Ollama.app/Contents/MacOS/Ollama");
        assertThat(found(true).owner()).isEqualTo("the desktop application of user root");
    }

    @Test
    void tellsAPortThatAContainersProxyHolds() {
        processes
                .process(9, 1, 0, "/usr/bin/docker-proxy -proto tcp -host-port 11434")
                .listens(daemon.url().getPort(), 9);

        assertThat(found(true).owner()).startsWith("a container");
    }

    @Test
    void findsADaemonAtAnotherPortThanTheConfiguredOne() {
        processes.listens(daemon.url().getPort(), 7);

        FoundRuntime found = found(false);
        assertThat(found.id()).isEqualTo("ollama-" + daemon.url().getPort());
        assertThat(found.process()).isPresent();
    }

    @Test
    void saysWhatItCanOfADaemonWhoseProcessItCanNotSee() {
        processes.listensUnseen(daemon.url().getPort(), 4_711);

        FoundRuntime found = found(true);
        assertThat(found.process()).isEmpty();
        assertThat(found.owner()).isEqualTo("a process that this user can't see");
    }

    @Test
    void takesNoImitatorForADaemon() {
        processes.listens(daemon.url().getPort(), 7);
        daemon.faults().on("/api/ps").always(Fault.status(404));

        assertThat(all(true)).isEmpty();
    }

    private FoundRuntime found(boolean isConfigured) {
        List<FoundRuntime> all = all(isConfigured);
        assertThat(all).hasSize(1);
        return all.get(0);
    }

    private List<FoundRuntime> all(boolean isConfigured) {
        InMemorySettings settings = InMemorySettings.in(models)
                .with("OLLAMA_HOST", isConfigured ? daemon.url().toString() : OllamaFixture.NOBODY);
        return new OllamaDriver().discover(new DiscoveryContext(new LoopbackTransport(), settings, processes));
    }
}
