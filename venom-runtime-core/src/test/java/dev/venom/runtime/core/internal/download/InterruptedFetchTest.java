package dev.venom.runtime.core.internal.download;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.venom.runtime.api.error.VenomException;
import dev.venom.runtime.spi.provider.RemoteFile;
import dev.venom.runtime.testbed.hub.fault.Fault;
import dev.venom.runtime.testbed.hub.fault.Gate;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Cancel, pause and close, while every connection hangs in the middle of a body. */
@Timeout(60)
class InterruptedFetchTest {
    private static final Duration LIMIT = Duration.ofSeconds(20);
    private static final int HANGING_AFTER = 300_000;

    @TempDir
    Path directory;

    private DownloadFixture bench;
    private final Gate gate = new Gate();
    private final RecordingSink sink = new RecordingSink();

    @BeforeEach
    void open() {
        bench = new DownloadFixture(directory);
    }

    @AfterEach
    void close() {
        gate.open();
        bench.close();
    }

    /** A fetch of which all connections but the first have sent a part and then nothing. */
    private CompletableFuture<Void> hangingFetch() throws InterruptedException {
        bench.hub().faults().onCdn("**").fromAttempt(2, Fault.stallAfter(HANGING_AFTER, gate));
        CompletableFuture<Void> fetch = bench.fetchAside(sink, bench.large());
        assertThat(gate.awaitArrivals(8, LIMIT)).isTrue();
        return fetch;
    }

    private static void assertEndsWithinASecond(CompletableFuture<Void> fetch) {
        assertThatThrownBy(() -> fetch.get(1, TimeUnit.SECONDS))
                .isInstanceOf(ExecutionException.class)
                .hasCauseInstanceOf(VenomException.class);
    }

    @Test
    void cancelTakesEffectWithinASecondAndKeepsTheBytes() throws InterruptedException {
        CompletableFuture<Void> fetch = hangingFetch();
        sink.cancel();
        assertEndsWithinASecond(fetch);
        long held = bench.engine().heldBytes(bench.large());
        assertThat(held).isGreaterThan(DownloadFixture.RANGE_BYTES);

        gate.open();
        bench.hub().requests().clear();
        bench.fetch(bench.large());
        assertThat(bench.served(bench.large())).isEqualTo(DownloadFixture.LARGE_BYTES - held);
    }

    @Test
    void pauseReleasesTheConnectionsAndResumeGoesOn() throws Exception {
        CompletableFuture<Void> fetch = hangingFetch();
        sink.pause();
        sink.awaitPaused();
        long held = bench.engine().heldBytes(bench.large());
        assertThat(held).isGreaterThan(DownloadFixture.RANGE_BYTES);
        assertThat(bench.engine().partials()).singleElement().matches(partial -> partial.leased());
        gate.open();
        sink.resume();
        fetch.get(LIMIT.toSeconds(), TimeUnit.SECONDS);
        assertThat(bench.isPublished(bench.large())).isTrue();
    }

    @Test
    void closeEndsAFetchAndKeepsTheBytes() throws InterruptedException {
        CompletableFuture<Void> fetch = hangingFetch();
        bench.engine().close();
        assertEndsWithinASecond(fetch);
        assertThat(bench.engine().heldBytes(bench.large())).isGreaterThan(DownloadFixture.RANGE_BYTES);
    }

    @Test
    void anInterruptOfTheCallingThreadEndsTheFetch() throws Exception {
        bench.hub().faults().onCdn("**").fromAttempt(2, Fault.stallAfter(HANGING_AFTER, gate));
        CompletableFuture<Boolean> stillInterrupted = new CompletableFuture<>();
        RemoteFile large = bench.large();
        Thread caller = new Thread(() -> {
            try {
                bench.engine().fetch(List.of(large), file -> true, sink);
                stillInterrupted.complete(false);
            } catch (VenomException ended) {
                stillInterrupted.complete(Thread.currentThread().isInterrupted());
            }
        });
        caller.start();
        assertThat(gate.awaitArrivals(8, LIMIT)).isTrue();
        caller.interrupt();
        assertThat(stillInterrupted.get(1, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void leavesNoThreadBehind() throws InterruptedException {
        CompletableFuture<Void> fetch = hangingFetch();
        assertThat(threads()).isNotEmpty();
        sink.cancel();
        assertEndsWithinASecond(fetch);
        bench.engine().close();
        assertThat(threads()).isEmpty();
    }

    private static List<String> threads() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(Thread::isAlive)
                .map(Thread::getName)
                .filter(name -> name.startsWith("venom-download-") || name.startsWith("venom-hash-"))
                .toList();
    }
}
