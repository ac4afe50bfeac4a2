package dev.venom.runtime.examples.switching;

import static dev.venom.runtime.examples.switching.ActivationTest.failureOf;
import static dev.venom.runtime.examples.switching.SwitchBench.DAMAGED;
import static dev.venom.runtime.examples.switching.SwitchBench.FIRST;
import static dev.venom.runtime.examples.switching.SwitchBench.RUNTIME;
import static dev.venom.runtime.examples.switching.SwitchBench.SECOND;
import static dev.venom.runtime.examples.switching.SwitchBench.request;
import static org.assertj.core.api.Assertions.assertThat;

import dev.venom.runtime.api.runtime.WhenBusy;
import dev.venom.runtime.core.ModelManager;
import dev.venom.runtime.examples.systemd.OnlyInside;
import dev.venom.runtime.examples.vllm.FakeVllmProgram;
import dev.venom.runtime.examples.vllm.script.Order;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A unit of an administrator's that takes its model from {@code runtimes/vllm.env}. */
@OnlyInside
@Timeout(180)
class SystemdSwitchInside {
    private static final String UNIT = "vllm.service";
    private static final Path FILE = Path.of("/etc/systemd/system", UNIT);

    @TempDir
    private Path directory;

    private SwitchBench bench;

    @BeforeEach
    void writeTheUnit() throws Exception {
        bench = SwitchBench.make(directory).unit(UNIT);
        String command = String.join(
                " ",
                FakeVllmProgram.command(
                        "serve",
                        "--host",
                        "127.0.0.1",
                        "--port",
                        String.valueOf(bench.port),
                        "--shutdown-timeout",
                        "10"));
        Files.writeString(
                FILE,
                "[Service]\nType=exec\nKillMode=mixed\nEnvironmentFile=-" + bench.environmentOfRuntime()
                        + "\nEnvironment=FAKE_VLLM_CONTROL=" + directory.resolve("script.properties")
                        + "\nExecStart=" + command + "\n");
        run("systemctl", "daemon-reload");
    }

    @AfterEach
    void removeTheUnit() throws Exception {
        run("systemctl", "stop", UNIT);
        Files.deleteIfExists(FILE);
        run("systemctl", "daemon-reload");
    }

    @Test
    void switchesRollsBackAndDeactivates() throws Exception {
        try (ModelManager manager = bench.manager()) {
            manager.activate(request(FIRST)).await();
            assertThat(bench.served()).contains("first");
            manager.activate(request(SECOND)).await();
            assertThat(bench.served()).contains("second");

            assertThat(failureOf(manager.activate(request(DAMAGED))))
                    .hasMessageContaining("The former model folder:second serves again");
            assertThat(bench.served()).contains("second");
            bench.script.orderFor("first", Order.SERVED_NAME, "impostor");
            assertThat(failureOf(manager.activate(request(FIRST)))).hasMessageContaining("serves again");
            assertThat(bench.served()).contains("second");
            assertThat(bench.servers()).hasSize(1);

            manager.deactivate(RUNTIME, WhenBusy.REFUSE).await();
            assertThat(bench.served()).isEmpty();
            assertThat(bench.servers()).isEmpty();
        }
    }

    private static void run(String... command) throws IOException, InterruptedException {
        new ProcessBuilder(command).inheritIO().start().waitFor();
    }
}
