package dev.venom.runtime.examples.cli.program;

import static org.assertj.core.api.Assertions.assertThat;

import dev.venom.runtime.testbed.hub.content.Content;
import dev.venom.runtime.testbed.hub.fault.Fault;
import dev.venom.runtime.testbed.hub.repository.HubRepository;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A process that is killed at any moment leaves nothing wrong behind, and nothing that has to be fetched again. */
@Timeout(300)
class KilledInstallIT extends HubScenario {
    private static final long FILE_BYTES = 96L << 20;
    private static final int KILLS = Integer.getInteger("venom.test.kills", 4);

    private final HubRepository model = HubRepository.named("org/model")
            .file("config.json", "{}")
            .file("model.safetensors", Content.safetensors(FILE_BYTES, 1))
            .build();
    private final String sha256 =
            model.head().file("model.safetensors").orElseThrow().etag();

    @Override
    List<HubRepository> repositories() {
        return List.of(model);
    }

    @BeforeEach
    void slowDown() {
        hub.faults().onCdn("**").always(Fault.rate(5L << 20));
    }

    @Test
    void aKilledInstallGoesOnWhereItsJournalEnds() throws Exception {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        try (PublishedFiles published = new PublishedFiles(cache.resolve("hub"))) {
            for (int kill = 0; kill < KILLS; kill++) {
                killAt(missing() * random.nextDouble());
            }
            long missing = missing();
            hub.requests().clear();

            VenomProcess.Outcome outcome = host.run("install", "hf:org/model", "--json");

            assertThat(outcome.status())
                    .as("seed %d: %s", seed, outcome.errors())
                    .isZero();
            assertThat(hub.requests().served(sha256).total())
                    .as("seed %d: only what the journal did not hold", seed)
                    .isEqualTo(missing);
            published.assertAllRight();
        }
        assertThat(host.run("verify", "hf:org/model", "--json").status()).isZero();
    }

    /** Kills an install once the hub has sent so many bytes more, or before that if it takes too long. */
    private void killAt(double bytes) throws Exception {
        long before = hub.requests().served(sha256).total();
        Process process = host.launch("install", "hf:org/model");
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
        while (process.isAlive()
                && hub.requests().served(sha256).total() - before < bytes
                && System.nanoTime() < deadline) {
            TimeUnit.MILLISECONDS.sleep(2);
        }
        process.destroyForcibly().waitFor();
    }

    /** What a plan says is still to be fetched; making it costs none of the bytes that are there. */
    private long missing() throws Exception {
        return host.run("plan", "hf:org/model", "--include", "*.safetensors", "--json")
                .document()
                .get("bytes_missing")
                .asLong();
    }
}
