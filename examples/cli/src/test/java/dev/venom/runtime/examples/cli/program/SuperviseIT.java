package dev.venom.runtime.examples.cli.program;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.venom.runtime.testbed.vllm.script.ScriptOrder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** {@code venom supervise}: keeps runtimes up until it is told to end. */
@Timeout(240)
class SuperviseIT extends RuntimeScenario {
    @Test
    void startsAgainWhatWasKilledAndStopsItAtTheEnd() throws Exception {
        VenomProcess supervise = bench.start("supervise", "--json");
        bench.await("online");
        ProcessHandle server = bench.server().get(0);

        server.destroyForcibly();

        supervise.awaitOperation(operation -> operation.path("state").asText().equals("succeeded"));
        supervise.awaitOperation(operation -> operation.path("state").asText().equals("succeeded"));
        JsonNode again = bench.await("online");
        assertThat(again.path("restarts").asInt()).isEqualTo(1);
        assertThat(bench.server()).hasSize(1).doesNotContain(server);

        supervise.terminate();
        VenomProcess.Outcome outcome = supervise.outcome();
        assertThat(outcome.status()).as(outcome.errors()).isZero();
        assertThat(bench.all()).isEmpty();
        assertThat(bench.isPortFree()).isTrue();
    }

    @Test
    void givesUpAtOnceWhatSaysThatItCannotStart() throws Exception {
        bench.order(ScriptOrder.START_FAULT, "unsupported-architecture");
        VenomProcess supervise = bench.start("supervise", bench.id(), "--json");
        supervise.awaitOperation(operation -> operation.path("state").asText().equals("failed"));

        JsonNode seen = bench.runtime();
        while (!seen.path("reason").asText().contains("Not started again")) {
            seen = bench.runtime();
        }

        assertThat(seen.path("state").asText()).isEqualTo("offline");
        assertThat(bench.all()).isEmpty();
        supervise.terminate();
        assertThat(supervise.outcome().status()).isZero();
    }

    @Test
    void leavesStoppedWhatACommandStopped() throws Exception {
        VenomProcess supervise = bench.start("supervise", "--json");
        bench.await("online");

        assertThat(bench.run("stop", bench.id()).status()).isZero();

        supervise.terminate();
        assertThat(supervise.outcome().status()).isZero();
        VenomProcess next = bench.start("supervise", "--json");
        assertThat(bench.runtime().path("state").asText()).isEqualTo("offline");
        assertThat(bench.all()).isEmpty();
        assertThat(bench.run("start", bench.id()).status()).isZero();
        next.terminate();
        assertThat(next.outcome().status()).isZero();
        assertThat(bench.all()).isEmpty();
    }

    @Test
    void adoptsWhatAKilledSupervisorLeft() throws Exception {
        VenomProcess first = bench.start("supervise");
        bench.await("online");
        ProcessHandle server = bench.server().get(0);
        first.kill();

        VenomProcess second = bench.start("supervise", "--json");
        second.awaitOperation(operation -> operation.path("state").asText().equals("succeeded"));

        assertThat(bench.server()).containsExactly(server);
        second.terminate();
        assertThat(second.outcome().status()).isZero();
        assertThat(bench.all()).isEmpty();
    }
}
