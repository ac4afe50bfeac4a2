package dev.venom.runtime.testbed.hub;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import dev.venom.runtime.testbed.hub.content.Content;
import dev.venom.runtime.testbed.hub.fault.Fault;
import dev.venom.runtime.testbed.hub.fault.Gate;
import dev.venom.runtime.testbed.hub.log.RecordedRequest;
import dev.venom.runtime.testbed.hub.log.RecordedRequest.Outcome;
import dev.venom.runtime.testbed.hub.repository.HubRepository;
import java.net.URI;
import java.time.Duration;
import java.util.Arrays;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Answers that go wrong on their way. */
class TransferFaultTest {

    private static final Content WEIGHTS = Content.pseudoRandom(300_000, 1);
    private static final byte[] BYTES = WEIGHTS.bytes();
    private static final Duration LIMIT = Duration.ofSeconds(20);
    private static final String PATTERN = "**/model.safetensors";

    private final LocalHub hub = LocalHub.with(
            HubRepository.named("org/model").file("model.safetensors", WEIGHTS).build());
    private final HubClient client = new HubClient(hub);
    private URI file = hub.cdnUrl();

    @BeforeEach
    void resolve() throws Exception {
        file = URI.create(client.location("/org/model/resolve/main/model.safetensors"));
        hub.requests().clear();
    }

    @AfterEach
    void close() {
        hub.close();
    }

    @Test
    void cutsAtTheByte() throws Exception {
        hub.faults().onCdn(PATTERN).always(Fault.cutAfter(123_457));

        try (RawClient raw = RawClient.connect(file).get()) {
            assertThat(raw.head()).contains("Content-Length: 300000");
            assertThat(raw.readToEnd()).isEqualTo(Arrays.copyOf(BYTES, 123_457));
        }
        assertThat(only().bodyBytesSent()).isEqualTo(123_457);
        assertThat(only().status()).hasValue(200);
    }

    @Test
    void cutsRightBehindTheHead() throws Exception {
        hub.faults().onCdn(PATTERN).always(Fault.cutAfter(0));

        try (RawClient raw = RawClient.connect(file).get()) {
            assertThat(raw.head()).startsWith("HTTP/1.1 200");
            assertThat(raw.readToEnd()).isEmpty();
        }
        assertThat(only().served()).isEmpty();
    }

    @Test
    void resets() throws Exception {
        hub.faults().onCdn(PATTERN).always(Fault.resetAfter(1000));

        try (RawClient raw = RawClient.connect(file).get()) {
            assertThatIOException().isThrownBy(raw::readToEnd).withMessageContaining("reset");
        }
    }

    @Test
    void closesWithoutAnAnswer() throws Exception {
        hub.faults().onCdn(PATTERN).always(Fault.noAnswer());

        try (RawClient raw = RawClient.connect(file).get()) {
            assertThat(raw.readToEnd()).isEmpty();
        }
        assertThat(only().status()).isEmpty();
    }

    @Test
    void resetsWithoutAnAnswer() throws Exception {
        hub.faults().onCdn(PATTERN).always(Fault.reset());

        try (RawClient raw = RawClient.connect(file).get()) {
            assertThatIOException().isThrownBy(raw::readToEnd).withMessageContaining("reset");
        }
    }

    @Test
    void stallsUntilTheGateOpens() throws Exception {
        Gate gate = new Gate();
        hub.faults().onCdn(PATTERN).always(Fault.stallAfter(1000, gate));

        try (RawClient raw = RawClient.connect(file).get()) {
            assertThat(gate.awaitArrivals(1, LIMIT)).isTrue();
            raw.head();
            assertThat(raw.read(1000)).isEqualTo(Arrays.copyOf(BYTES, 1000));
            assertThat(raw.available()).isZero();
            assertThat(only().bodyBytesSent()).isEqualTo(1000);
            assertThat(only().outcome()).isEqualTo(Outcome.OPEN);

            gate.open();
            assertThat(raw.read(BYTES.length - 1000)).isEqualTo(Arrays.copyOfRange(BYTES, 1000, BYTES.length));
        }
    }

    @Test
    void stallsForSomeTime() throws Exception {
        hub.faults().onCdn(PATTERN).always(Fault.stallAfter(1000, Duration.ofMillis(100)));
        long start = System.nanoTime();

        assertThat(client.get(file.toString()).body()).isEqualTo(BYTES);
        assertThat(System.nanoTime() - start)
                .isGreaterThanOrEqualTo(Duration.ofMillis(100).toNanos());
    }

    @Test
    void stalledAnswersDoNotKeepTheHubFromClosing() throws Exception {
        Gate gate = new Gate();
        hub.faults().onCdn(PATTERN).always(Fault.stallAfter(1000, gate));

        try (RawClient raw = RawClient.connect(file).get()) {
            assertThat(gate.awaitArrivals(1, LIMIT)).isTrue();
            hub.close();
            raw.head();
            assertThat(raw.readToEnd()).hasSize(1000);
        }
    }

    @Test
    void keepsToARate() throws Exception {
        hub.faults().onCdn(PATTERN).always(Fault.rate(2_000_000));
        long start = System.nanoTime();

        assertThat(client.get(file.toString()).body()).isEqualTo(BYTES);
        // The first portion goes at once, and what follows comes at 2 bytes a microsecond.
        assertThat(System.nanoTime() - start)
                .isGreaterThan(Duration.ofMillis(120).toNanos());
    }

    @Test
    void sendsTheHeadByteByByte() throws Exception {
        hub.faults().onCdn(PATTERN).always(Fault.slowHead(Duration.ofNanos(100_000)));

        assertThat(client.get(file.toString()).body()).isEqualTo(BYTES);
    }

    @Test
    void holdsTheHeadUntilTheGateOpens() throws Exception {
        Gate gate = new Gate();
        hub.faults().onCdn(PATTERN).always(Fault.holdHead(gate));

        try (RawClient raw = RawClient.connect(file).get()) {
            assertThat(gate.awaitArrivals(1, LIMIT)).isTrue();
            assertThat(raw.available()).isZero();

            gate.open();
            assertThat(raw.head()).startsWith("HTTP/1.1 200 OK");
        }
    }

    @Test
    void faultsAddUp() throws Exception {
        hub.faults().onCdn(PATTERN).always(Fault.rate(10_000_000));
        hub.faults().onCdn(PATTERN).always(Fault.cutAfter(2000));

        try (RawClient raw = RawClient.connect(file).get()) {
            raw.head();
            assertThat(raw.readToEnd()).hasSize(2000);
        }
    }

    private RecordedRequest only() {
        assertThat(hub.requests().all()).hasSize(1);
        return hub.requests().all().get(0);
    }
}
