package dev.venom.runtime.testbed.switching;

import static dev.venom.runtime.testbed.switching.SwitchFixture.FIRST;
import static dev.venom.runtime.testbed.switching.SwitchFixture.SECOND;
import static dev.venom.runtime.testbed.switching.SwitchFixture.request;
import static org.assertj.core.api.Assertions.assertThat;

import dev.venom.runtime.core.ModelManager;
import dev.venom.runtime.spi.testkit.Eventually;
import dev.venom.runtime.testbed.vllm.script.ScriptOrder;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(180)
class DrainedSwitchTest {
    @TempDir
    private Path directory;

    private SwitchFixture bench;

    @BeforeEach
    void setUp() throws IOException {
        bench = SwitchFixture.make(directory).drainTimeout(Duration.ofSeconds(60));
        bench.script.order(ScriptOrder.ANSWER_MILLIS, "15");
    }

    @AfterEach
    void leaveNothing() {
        bench.killServers();
    }

    @Test
    void cutsNoRequestOfASteadyStream() throws Exception {
        try (ModelManager manager = bench.manager()) {
            manager.runtimes().activate(request(FIRST)).await();
            SteadyClient client = new SteadyClient(bench.port, "first");
            try (client) {
                awaitMore(client, 50);

                manager.runtimes().activate(request(SECOND)).await();

                client.ask("second");
                awaitMore(client, 50);
            }
            assertThat(client.cut).as("requests cut").hasValue(0);
            assertThat(client.refused.get()).as("requests refused").isPositive();
            assertThat(bench.served()).contains("second");
        }
    }

    private static void awaitMore(SteadyClient client, int answers) {
        int before = client.answered.get();
        Eventually.holds(answers + " more answers", () -> client.answered.get() >= before + answers);
    }
}
