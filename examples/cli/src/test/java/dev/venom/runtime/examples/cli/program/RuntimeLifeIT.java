package dev.venom.runtime.examples.cli.program;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.venom.runtime.testbed.vllm.script.ScriptOrder;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A runtime from its start to its end, as scripts see it: each command is a process of its own. */
@Timeout(180)
class RuntimeLifeIT extends RuntimeScenario {
    @Test
    void livesOnAfterItsCommandAndIsFoundByTheNext() throws Exception {
        VenomProcess.Outcome start = bench.run("start", bench.id(), "--json");
        assertThat(start.status()).as(start.errors()).isZero();
        assertThat(start.finalState()).isEqualTo("succeeded");
        assertThat(start.operations().get(start.operations().size() - 1).findValuesAsText("name"))
                .containsExactly("start", "verify");
        ProcessHandle server = bench.server().get(0);

        JsonNode seen = bench.runtime();
        assertThat(seen.path("state").asText()).isEqualTo("online");
        assertThat(seen.path("supervisor").asText()).isEqualTo("process");
        assertThat(seen.path("managed").asBoolean()).isTrue();
        assertThat(seen.path("uptime_seconds").isNumber()).isTrue();
        assertThat(seen.path("alerts").isArray()).isTrue();

        assertThat(bench.run("start", bench.id()).status()).isZero();
        assertThat(bench.server()).containsExactly(server);
        assertThat(bench.run("restart", bench.id(), "--json").finalState()).isEqualTo("succeeded");
        assertThat(bench.server()).hasSize(1).doesNotContain(server);

        assertThat(bench.run("stop", bench.id(), "--json").finalState()).isEqualTo("succeeded");
        assertThat(bench.all()).isEmpty();
        assertThat(bench.isPortFree()).isTrue();
        assertThat(bench.runtime().path("state").asText()).isEqualTo("offline");
        assertThat(bench.run("stop", bench.id()).status()).isZero();
    }

    @Test
    void leavesNoOrphanOfAServerThatWasKilled() throws Exception {
        bench.run("start", bench.id());
        ProcessHandle server = bench.server().get(0);
        List<ProcessHandle> workers =
                bench.all().stream().filter(process -> !process.equals(server)).toList();
        server.destroyForcibly();
        server.onExit().join();
        assertThat(workers).isNotEmpty().allMatch(ProcessHandle::isAlive);
        assertThat(bench.runtime().path("state").asText()).isEqualTo("offline");

        assertThat(bench.run("start", bench.id()).status()).isZero();

        workers.forEach(RuntimeLifeIT::expectEnded);
        assertThat(bench.runtime().path("state").asText()).isEqualTo("online");
        assertThat(bench.run("stop", bench.id()).status()).isZero();
        assertThat(bench.all()).isEmpty();
    }

    @Test
    void saysInTheLogsWordsWhyAStartFailedAndLeavesNothing() throws Exception {
        bench.order(ScriptOrder.START_FAULT, "out-of-vram");

        VenomProcess.Outcome start = bench.run("start", bench.id(), "--json");

        assertThat(start.status()).isEqualTo(1);
        assertThat(start.last().path("error").path("code").asText()).isEqualTo("RUNTIME_UNHEALTHY");
        assertThat(start.last().path("error").path("message").asText())
                .contains(bench.id(), "is less than desired GPU memory utilization");
        assertThat(bench.all()).isEmpty();
        assertThat(bench.run("logs", bench.id(), "--json")
                        .document()
                        .path("lines")
                        .toString())
                .contains("is less than desired GPU memory utilization");
    }

    @Test
    void limitsAStartThatIsNeverReady() throws Exception {
        bench.order(ScriptOrder.NEVER_READY, "true").with("start_timeout_seconds", 2);

        VenomProcess.Outcome start = bench.run("start", bench.id(), "--json");

        assertThat(start.status()).isEqualTo(1);
        assertThat(start.last().path("error").path("code").asText()).isEqualTo("RUNTIME_UNHEALTHY");
        assertThat(bench.all()).isEmpty();
    }

    @Test
    void namesWhoHoldsItsPort() throws Exception {
        try (ServerSocket holder = new ServerSocket(bench.port(), 1, InetAddress.getLoopbackAddress())) {
            assertThat(holder.isBound()).isTrue();

            VenomProcess.Outcome start = bench.run("start", bench.id(), "--json");

            assertThat(start.status()).isEqualTo(1);
            JsonNode error = start.last().path("error");
            assertThat(error.path("code").asText()).isEqualTo("PORT_IN_USE");
            assertThat(error.path("message").asText())
                    .contains("" + ProcessHandle.current().pid());
            assertThat(bench.run("diagnose", bench.id(), "--json")
                            .document()
                            .path("verdict")
                            .asText())
                    .contains("" + ProcessHandle.current().pid());
        }
    }

    @Test
    void refusesWhatComesDuringAStartAndStopCancelsIt() throws Exception {
        bench.order(ScriptOrder.NEVER_READY, "true");
        VenomProcess start = bench.start("start", bench.id(), "--json");
        String id = start.awaitOperation(
                        operation -> operation.path("phase").asText().equals("verify"))
                .path("id")
                .asText();

        VenomProcess.Outcome refused = bench.run("restart", bench.id(), "--json");
        assertThat(refused.status()).isEqualTo(5);
        assertThat(refused.last().path("error").path("code").asText()).isEqualTo("RUNTIME_BUSY");
        assertThat(refused.last().path("error").path("message").asText()).contains(id);

        assertThat(bench.run("stop", bench.id()).status()).isZero();
        VenomProcess.Outcome cancelled = start.outcome();
        assertThat(cancelled.status()).isEqualTo(130);
        assertThat(cancelled.finalState()).isEqualTo("cancelled");
        assertThat(bench.all()).isEmpty();
    }

    @Test
    void queuesBehindAStartWhereItIsAskedTo() throws Exception {
        bench.order(ScriptOrder.START_MILLIS, "3000");
        VenomProcess start = bench.start("start", bench.id(), "--json");
        start.awaitOperation(operation -> operation.path("phase").asText().equals("verify"));

        VenomProcess.Outcome restart = bench.run("restart", bench.id(), "--wait", "--json");

        assertThat(restart.status()).as(restart.errors()).isZero();
        assertThat(start.outcome().finalState()).isEqualTo("succeeded");
        assertThat(bench.server()).hasSize(1);
    }

    @Test
    void anInterruptedStartTakesBackWhatItStarted() throws Exception {
        bench.order(ScriptOrder.NEVER_READY, "true");
        VenomProcess start = bench.start("start", bench.id(), "--json");
        bench.awaitServer();

        start.interrupt();

        assertThat(start.outcome().status()).isEqualTo(130);
        assertThat(bench.all()).isEmpty();
    }

    @Test
    void adoptsWhatAKilledCommandLeftOnItsWay() throws Exception {
        bench.order(ScriptOrder.START_MILLIS, "5000");
        VenomProcess start = bench.start("start", bench.id(), "--json");
        bench.awaitServer();
        start.kill();
        ProcessHandle server = bench.server().get(0);

        assertThat(bench.run("start", bench.id()).status()).isZero();

        assertThat(bench.server()).containsExactly(server);
        assertThat(bench.runtime().path("state").asText()).isEqualTo("online");
        JsonNode operations = bench.run("operations", "--json").document().path("operations");
        assertThat(operations)
                .extracting(operation -> operation.path("state").asText())
                .containsExactly("succeeded", "failed");
    }

    @Test
    void followsItsLogAcrossARestart() throws Exception {
        bench.run("start", bench.id());
        VenomProcess logs = bench.start("logs", bench.id(), "-f", "-n", "1");
        logs.awaitLine(line -> line.contains("Application startup complete"));

        bench.run("restart", bench.id());

        logs.awaitLine(line -> line.contains("shutdown triggered"));
        logs.awaitLine(line -> line.contains("Application startup complete"));
        logs.interrupt();
        assertThat(logs.outcome().status()).isEqualTo(130);
    }

    @Test
    void tellsWhatItDoesNotKnowAndWhatItMayNot() throws Exception {
        assertThat(bench.run("start", "nobody", "--json")
                        .last()
                        .path("error")
                        .path("code")
                        .asText())
                .isEqualTo("RUNTIME_NOT_FOUND");
        assertThat(bench.run("start", "nobody").status()).isEqualTo(4);
        assertThat(bench.run("units", "show", bench.id()).status()).isEqualTo(2);
    }

    @Test
    void leavesAnExternalServerToItsOwner() throws Exception {
        bench.with("supervisor", "external");

        VenomProcess.Outcome start = bench.run("start", bench.id(), "--json");

        assertThat(start.status()).isEqualTo(1);
        assertThat(start.last().path("error").path("code").asText()).isEqualTo("PERMISSION_DENIED");
        assertThat(bench.runtime().path("managed").asBoolean()).isFalse();
    }

    /** The host's first process takes its time to reap it: until then a process that has ended still has a number. */
    private static void expectEnded(ProcessHandle process) {
        assertThat(process.onExit()).succeedsWithin(Duration.ofSeconds(20));
    }
}
