package dev.venom.runtime.core.internal.download;

import static org.assertj.core.api.Assertions.assertThat;

import dev.venom.runtime.testbed.hub.fault.Fault;
import dev.venom.runtime.testbed.hub.fault.Gate;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Several who want the same file at once, and processes that are killed over it. */
@Timeout(120)
class SharedDownloadTest {
    private static final Duration LIMIT = Duration.ofSeconds(30);

    @TempDir
    Path directory;

    private DownloadFixture bench;

    @BeforeEach
    void open() {
        bench = new DownloadFixture(directory);
    }

    @AfterEach
    void close() {
        bench.close();
    }

    @Test
    void twoThreadsFetchAFileOnce() throws Exception {
        Gate gate = new Gate();
        bench.hub().faults().onCdn("**").fromAttempt(2, Fault.holdHead(gate));
        RecordingSink second = new RecordingSink();
        CompletableFuture<Void> one = bench.fetchAside(new RecordingSink(), bench.large());
        assertThat(gate.awaitArrivals(1, LIMIT)).isTrue();
        CompletableFuture<Void> two = bench.fetchAside(second, bench.large());
        awaitLine(second, "Waiting for process");
        gate.open();
        CompletableFuture.allOf(one, two).get(LIMIT.toSeconds(), TimeUnit.SECONDS);
        assertThat(second.phases()).contains("waiting");
        assertThat(bench.served(bench.large())).isEqualTo(DownloadFixture.LARGE_BYTES);
        assertThat(second.reports()).endsWith(DownloadFixture.LARGE_BYTES);
    }

    @Test
    void twoEnginesOnOneDirectoryFetchAFileOnce() throws Exception {
        try (DownloadEngine other = new DownloadEngine(
                directory.resolve("partial"), bench.transporter(), DownloadSettings.standard(), Clock.systemUTC())) {
            CompletableFuture<Void> one = bench.fetchAside(new RecordingSink(), bench.large());
            CompletableFuture<Void> two = CompletableFuture.runAsync(
                    () -> other.fetch(List.of(bench.large()), file -> true, new RecordingSink()));
            CompletableFuture.allOf(one, two).get(LIMIT.toSeconds(), TimeUnit.SECONDS);
        }
        assertThat(bench.served(bench.large())).isEqualTo(DownloadFixture.LARGE_BYTES);
    }

    @Test
    void twoProcessesFetchAFileOnce() throws Exception {
        bench.hub().faults().onCdn("**").always(Fault.rate(2_000_000));
        Process child = ChildDownload.start(bench.large(), directory);
        awaitLease();
        RecordingSink here = bench.fetch(bench.large());
        assertThat(child.waitFor(LIMIT.toSeconds(), TimeUnit.SECONDS)).isTrue();
        assertThat(output(child)).isEmpty();
        assertThat(child.exitValue()).isZero();
        assertThat(here.lines()).anyMatch(line -> line.contains("process " + child.pid()));
        assertThat(bench.served(bench.large())).isEqualTo(DownloadFixture.LARGE_BYTES);
        assertThat(bench.isPublished(bench.large())).isTrue();
    }

    @Test
    void continuesAtOnceWhatAKilledProcessLeft() throws Exception {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        bench.hub().faults().onCdn("**").always(Fault.rate(4_000_000));
        int kills = Integer.getInteger("venom.test.kills", 3);
        for (int kill = 0; kill < kills; kill++) {
            long before = bench.engine().heldBytes(bench.large());
            Process child = ChildDownload.start(bench.large(), directory);
            awaitHeld(Math.min(before + 1 + random.nextInt(5 << 20), DownloadFixture.LARGE_BYTES - (6L << 20)), child);
            child.destroyForcibly().waitFor();
        }
        long held = bench.engine().heldBytes(bench.large());
        bench.hub().requests().clear();
        bench.fetch(bench.large());
        assertThat(bench.isPublished(bench.large())).isTrue();
        assertThat(bench.served(bench.large())).as("seed %d", seed).isEqualTo(DownloadFixture.LARGE_BYTES - held);
    }

    private void awaitHeld(long bytes, Process child) throws InterruptedException {
        awaitTrue(() -> bench.engine().heldBytes(bench.large()) >= bytes || !child.isAlive());
        assertThat(child.isAlive()).as("the child lives until it is killed").isTrue();
    }

    private void awaitLease() throws InterruptedException {
        awaitTrue(() -> bench.engine().partials().stream().anyMatch(partial -> partial.leased()));
    }

    private static void awaitLine(RecordingSink sink, String text) throws InterruptedException {
        awaitTrue(() -> sink.lines().stream().anyMatch(line -> line.contains(text)));
    }

    private static void awaitTrue(BooleanSupplier condition) throws InterruptedException {
        long deadline = System.nanoTime() + LIMIT.toNanos();
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).as("deadline").isLessThan(deadline);
            TimeUnit.MILLISECONDS.sleep(5);
        }
    }

    private static String output(Process child) throws IOException {
        return new String(child.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }
}
