package dev.venom.runtime.examples.cli.program;

import static org.assertj.core.api.Assertions.assertThat;

import dev.venom.runtime.testbed.hub.content.Content;
import dev.venom.runtime.testbed.hub.fault.Fault;
import dev.venom.runtime.testbed.hub.fault.Gate;
import dev.venom.runtime.testbed.hub.repository.HubRepository;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A download that is stopped on its way: by a signal, or from another process. */
@Timeout(120)
class SteeringIT extends HubScenario {
    private static final String MODEL = "hf:org/model";
    private static final long SIZE = 6_000_000;
    private static final Duration LIMIT = Duration.ofSeconds(60);

    private final Gate gate = new Gate();
    private final HubRepository repository = HubRepository.named("org/model")
            .file("config.json", "{}")
            .file("model.safetensors", Content.safetensors(SIZE, 1))
            .build();

    @Override
    List<HubRepository> repositories() {
        return List.of(repository);
    }

    @BeforeEach
    void stopHalfWay() {
        hub.faults().onCdn("**").method("GET").always(Fault.stallAfter(SIZE / 2, gate));
    }

    @AfterEach
    void letGoOn() {
        gate.open();
    }

    @Test
    void anInterruptEndsItWithinTwoSecondsAndKeepsWhatCame() throws Exception {
        VenomProcess install = installHalf();
        long begin = System.nanoTime();
        install.interrupt();
        VenomProcess.Outcome outcome = install.outcome();
        Duration took = Duration.ofNanos(System.nanoTime() - begin);

        assertThat(outcome.status()).isEqualTo(130);
        assertThat(outcome.last().get("error").get("code").asText()).isEqualTo("CANCELLED");
        assertThat(outcome.errors()).startsWith("CANCELLED: ").hasLineCount(1);
        assertThat(took).isLessThan(Duration.ofSeconds(2));
        assertThat(missingBytes()).isLessThan(SIZE);
    }

    @Test
    void theNextInstallGoesOnWhereTheInterruptedOneStopped() throws Exception {
        VenomProcess install = installHalf();
        install.interrupt();
        install.outcome();
        gate.open();

        assertThat(host.run("install", MODEL).status()).isZero();
        assertThat(host.run("verify", MODEL).status()).isZero();
        assertThat(hub.requests().served(weights()).repeated()).isLessThan(SIZE / 2);
    }

    @Test
    void aPausedInstallWaitsUntilItIsResumed() throws Exception {
        VenomProcess install = installHalf();
        String id = operation();

        assertThat(state(host.run("pause", id, "--json"))).isEqualTo("paused");
        install.awaitOperation(line -> line.path("state").asText().equals("paused"));
        gate.open();
        assertThat(host.run("resume", id, "--json").status()).isZero();
        VenomProcess.Outcome outcome = install.outcome();
        assertThat(outcome.status()).as(outcome.errors()).isZero();
        assertThat(outcome.finalState()).isEqualTo("succeeded");
    }

    @Test
    void aCancelFromAnotherProcessEndsItAsAnInterruptDoes() throws Exception {
        VenomProcess install = installHalf();
        VenomProcess.Outcome cancel = host.run("cancel", operation(), "--json");
        VenomProcess.Outcome outcome = install.outcome();

        assertThat(cancel.status()).isZero();
        assertThat(state(cancel)).isEqualTo("cancelled");
        assertThat(outcome.status()).isEqualTo(130);
        assertThat(outcome.finalState()).isEqualTo("cancelled");
        assertThat(outcome.last().get("error").get("code").asText()).isEqualTo("CANCELLED");
    }

    @Test
    void resumeGoesOnHereWithWhatADeadProcessLeft() throws Exception {
        installHalf().kill();
        String id = operation();
        gate.open();
        VenomProcess.Outcome resume = host.run("resume", id, "--json");

        assertThat(resume.status()).as(resume.errors()).isZero();
        assertThat(resume.finalState()).isEqualTo("succeeded");
        assertThat(resume.operations())
                .extracting(operation -> operation.get("id").asText())
                .containsOnly(id);
        assertThat(host.run("verify", MODEL).status()).isZero();
    }

    @Test
    void aRetryIsANewOperationThatNamesTheOld() throws Exception {
        VenomProcess install = installHalf();
        String id = operation();
        host.run("cancel", id);
        install.outcome();
        gate.open();
        VenomProcess.Outcome retry = host.run("retry", id, "--json");

        assertThat(retry.status()).as(retry.errors()).isZero();
        assertThat(retry.finalState()).isEqualTo("succeeded");
        assertThat(retry.operations()).allSatisfy(operation -> {
            assertThat(operation.get("retry_of").asText()).isEqualTo(id);
            assertThat(operation.get("id").asText()).isNotEqualTo(id);
        });
    }

    private VenomProcess installHalf() throws Exception {
        VenomProcess install = host.start("install", MODEL, "--json");
        assertThat(gate.awaitArrivals(1, LIMIT)).isTrue();
        return install;
    }

    private String operation() throws Exception {
        return host.run("operations", "--json")
                .document()
                .get("operations")
                .get(0)
                .get("id")
                .asText();
    }

    private static String state(VenomProcess.Outcome outcome) {
        return outcome.document().get("operation").get("state").asText();
    }

    private long missingBytes() throws Exception {
        return host.run("plan", MODEL, "--json").document().get("bytes_missing").asLong();
    }

    private String weights() {
        return repository.head().files().get("model.safetensors").etag();
    }
}
