package dev.venom.runtime.core.internal.download;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import dev.venom.runtime.api.error.ErrorCode;
import dev.venom.runtime.api.error.VenomException;
import dev.venom.runtime.spi.provider.RemoteFile;
import dev.venom.runtime.spi.provider.RemoteSource;
import dev.venom.runtime.spi.transport.HttpCall;
import dev.venom.runtime.testbed.hub.fault.AnswerFault;
import dev.venom.runtime.testbed.hub.fault.Fault;
import dev.venom.runtime.testbed.hub.fault.FaultRule;
import dev.venom.runtime.testbed.hub.wire.Handler;
import dev.venom.runtime.testbed.hub.wire.Origin;
import dev.venom.runtime.testbed.hub.wire.Request;
import dev.venom.runtime.testbed.hub.wire.Response;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What the engine makes of servers that behave, and of servers that don't. */
@Timeout(60)
class DownloadEngineTest {
    private static final String ANY_LARGE = "**";

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

    private void assertFetched(RemoteFile... files) throws IOException {
        for (RemoteFile file : files) {
            assertThat(bench.isPublished(file)).as("published: %s", file.path()).isTrue();
        }
        assertThat(bench.engine().partials()).isEmpty();
    }

    private void assertFailsWith(ErrorCode code, RemoteFile file) {
        assertThatThrownBy(() -> bench.fetch(file))
                .asInstanceOf(type(VenomException.class))
                .satisfies(failure ->
                        assertThat(failure.code()).as(failure.toString()).isEqualTo(code));
        assertThat(file.destination()).doesNotExist();
    }

    @Nested
    class WithAServerThatBehaves {
        @Test
        void fetchesEachByteOnce() throws IOException {
            RemoteFile large = bench.large();
            RecordingSink sink = bench.fetch(large, bench.file(DownloadFixture.SMALL), bench.file("empty.txt"));
            assertFetched(large, bench.file(DownloadFixture.SMALL), bench.file("empty.txt"));
            assertThat(bench.served(large)).isEqualTo(large.sizeBytes());
            assertThat(sink.reports())
                    .isSorted()
                    .endsWith(large.sizeBytes()
                            + bench.file(DownloadFixture.SMALL).sizeBytes());
            assertThat(sink.phases()).contains("downloading");
        }

        @Test
        void asksForALargeFileInSeveralRanges() {
            bench.fetch(bench.large());
            assertThat(bench.hub().requests().to(Origin.CDN)).hasSizeGreaterThan(4);
        }

        @Test
        void asksForNothingThatTheProviderHasReadBefore() throws IOException {
            RemoteFile small = bench.file(DownloadFixture.SMALL);
            bench.fetch(small);
            byte[] content = Files.readAllBytes(small.destination());
            Files.delete(small.destination());
            bench.hub().requests().clear();

            bench.fetch(holding(small, content));

            assertFetched(small);
            assertThat(bench.hub().requests().all()).isEmpty();
        }

        @Test
        void believesTheProviderNoMoreThanAServer() throws IOException {
            RemoteFile small = bench.file(DownloadFixture.SMALL);

            bench.fetch(holding(small, new byte[(int) small.sizeBytes()]));

            assertFetched(small);
            assertThat(bench.hub().requests().all()).isNotEmpty();
        }

        private RemoteFile holding(RemoteFile file, byte[] content) {
            return new RemoteFile(
                    file.path(),
                    file.sizeBytes(),
                    file.digest(),
                    file.destination(),
                    file.staging(),
                    new RemoteSource() {
                        @Override
                        public HttpCall call() {
                            return file.source().call();
                        }

                        @Override
                        public Optional<byte[]> held() {
                            return Optional.of(content);
                        }
                    });
        }

        @Test
        void asksForNothingWhereTheFileIsTrusted() {
            bench.fetch(bench.large());
            bench.hub().requests().clear();
            RecordingSink sink = bench.fetch(bench.large());
            assertThat(bench.hub().requests().all()).isEmpty();
            assertThat(sink.reports()).endsWith(DownloadFixture.LARGE_BYTES);
        }

        @Test
        void hashesWhatNobodyTrustsAndFetchesItAgainOnlyIfItIsWrong() throws IOException {
            RemoteFile large = bench.large();
            bench.fetch(large);
            bench.hub().requests().clear();
            bench.engine().fetch(List.of(large), file -> false, new RecordingSink());
            assertThat(bench.hub().requests().all()).isEmpty();
            byte[] damaged = Files.readAllBytes(large.destination());
            damaged[12345] ^= 1;
            Files.write(large.destination(), damaged);
            bench.engine().fetch(List.of(large), file -> false, new RecordingSink());
            assertFetched(large);
        }

        @Test
        void countsContentThatIsNeededTwiceAsOftenAsItWasPlanned() {
            RecordingSink sink = bench.fetch(bench.large(), bench.large());
            assertThat(sink.reports()).endsWith(2 * DownloadFixture.LARGE_BYTES);
            assertThat(bench.served(bench.large())).isEqualTo(DownloadFixture.LARGE_BYTES);
        }
    }

    @Nested
    class WithConnectionsThatBreak {
        @Test
        void continuesAfterCutsWithoutFetchingMuchTwice() throws IOException {
            bench.hub().faults().onCdn(ANY_LARGE).next(12, Fault.cutAfter(700_000));
            bench.fetch(bench.large());
            assertFetched(bench.large());
        }

        @Test
        void continuesAfterResets() throws IOException {
            bench.hub().faults().onCdn(ANY_LARGE).next(5, Fault.resetAfter(300_000));
            bench.fetch(bench.large());
            assertFetched(bench.large());
        }

        @Test
        void replacesAConnectionThatStalls() throws IOException {
            bench.hub().faults().onCdn(ANY_LARGE).next(2, Fault.stallAfter(100_000, Duration.ofSeconds(20)));
            RecordingSink sink = bench.fetch(bench.large());
            assertFetched(bench.large());
            assertThat(sink.lines()).anyMatch(line -> line.contains("STALLED"));
        }

        @Test
        void saysThatItStalledWhereThatLasts() {
            bench.hub().faults().onCdn(ANY_LARGE).always(Fault.stallAfter(0, Duration.ofSeconds(20)));
            assertFailsWith(ErrorCode.STALLED, bench.large());
        }

        @Test
        void continuesWhereABodyWasTooShort() throws IOException {
            bench.hub().faults().onCdn(ANY_LARGE).next(3, Fault.shorterBody(200_000));
            bench.fetch(bench.large());
            assertFetched(bench.large());
        }

        @Test
        void triesThreeTimesWhereNobodyListens() {
            bench.hub().listener(Origin.CDN).refuseConnections();
            assertFailsWith(ErrorCode.NETWORK, bench.large());
            assertThat(bench.hub().requests().to(Origin.HUB)).hasSize(3);
        }

        @Test
        void keepsWhatOtherRangesBroughtWhenOneNeverComes() {
            FaultRule last = bench.hub()
                    .faults()
                    .onCdn(ANY_LARGE)
                    .when(request -> request.headers().first("Range").orElse("").endsWith("-25165823"))
                    .always(Fault.status(503));
            assertFailsWith(ErrorCode.PROVIDER_UNAVAILABLE, bench.large());
            assertThat(bench.engine().heldBytes(bench.large())).isGreaterThan(DownloadFixture.LARGE_BYTES / 2);
            last.remove();
            bench.hub().requests().clear();
            bench.fetch(bench.large());
            assertThat(bench.served(bench.large())).isLessThan(DownloadFixture.LARGE_BYTES / 2);
        }
    }

    @Nested
    class WithAnswersThatAreNotTheFile {
        @Test
        void cutsOffWhatIsTooLong() throws IOException {
            bench.hub().faults().onCdn(ANY_LARGE).always(Fault.longerBody(50_000));
            bench.fetch(bench.large());
            assertFetched(bench.large());
        }

        @Test
        void refetchesAFileWithAWrongByte() throws IOException {
            FaultRule wrong = bench.hub().faults().onCdn(ANY_LARGE).next(3, Fault.wrongByteAt(1000));
            RecordingSink sink = bench.fetch(bench.large());
            assertFetched(bench.large());
            assertThat(wrong.hits()).isPositive();
            assertThat(sink.lines()).anyMatch(line -> line.contains("wrong hash"));
            assertThat(sink.reports()).isSorted();
        }

        @Test
        void publishesNothingWhereTheHashStaysWrong() {
            bench.hub().faults().onCdn(ANY_LARGE).always(Fault.wrongByteAt(1000));
            assertFailsWith(ErrorCode.CHECKSUM_MISMATCH, bench.large());
            assertThat(bench.engine().heldBytes(bench.large())).isZero();
            assertThat(bench.served(bench.large()))
                    .isBetween(3 * DownloadFixture.LARGE_BYTES, 4 * DownloadFixture.LARGE_BYTES);
        }

        @Test
        void fetchesInOneStreamWhereRangesAreIgnored() throws IOException {
            bench.hub().faults().onCdn(ANY_LARGE).always(Fault.ignoreRange());
            bench.fetch(bench.large());
            assertFetched(bench.large());
            assertThat(bench.served(bench.large())).isEqualTo(DownloadFixture.LARGE_BYTES);
        }

        @Test
        void mixesNothingWhereRangesAreIgnoredHalfway() throws IOException {
            bench.hub().faults().onCdn(ANY_LARGE).fromAttempt(4, Fault.ignoreRange());
            bench.fetch(bench.large());
            assertFetched(bench.large());
        }

        @Test
        void asksAgainWhereTheContentRangeIsWrongOnce() throws IOException {
            bench.hub().faults().onCdn(ANY_LARGE).next(2, Fault.shiftedContentRange(10));
            bench.fetch(bench.large());
            assertFetched(bench.large());
        }

        @Test
        void asksForTheWholeWhereTheContentRangeStaysWrong() throws IOException {
            bench.hub().faults().onCdn(ANY_LARGE).always(Fault.shiftedContentRange(10));
            bench.fetch(bench.large());
            assertFetched(bench.large());
        }

        @Test
        void asksForTheWholeWhereTheContentRangeStaysAway() throws IOException {
            bench.hub().faults().onCdn(ANY_LARGE).always(Fault.withoutHeader("Content-Range"));
            bench.fetch(bench.large());
            assertFetched(bench.large());
            assertThat(bench.served(bench.large())).isLessThan(2 * DownloadFixture.LARGE_BYTES);
        }

        @Test
        void asksForTheWholeWhereNoRangeIsEverSatisfiable() throws IOException {
            bench.hub().faults().onCdn(ANY_LARGE).always(unsatisfiableRanges());
            bench.fetch(bench.large());
            assertFetched(bench.large());
            assertThat(bench.served(bench.large())).isEqualTo(DownloadFixture.LARGE_BYTES);
        }

        @Test
        void asksForTheWholeWhereRangesStopToBeSatisfiable() throws IOException {
            bench.hub().faults().onCdn(ANY_LARGE).fromAttempt(4, unsatisfiableRanges());
            bench.fetch(bench.large());
            assertFetched(bench.large());
        }

        @Test
        void recognisesACaptivePortal() {
            bench.hub().faults().on(ANY_LARGE).always(Fault.captivePortal());
            assertFailsWith(ErrorCode.PROVIDER_UNAVAILABLE, bench.large());
        }

        @Test
        void unpacksWhatIsPackedUnasked() throws IOException {
            bench.hub().faults().on(ANY_LARGE).always(Fault.gzip());
            bench.fetch(bench.file(DownloadFixture.SMALL), bench.file(DownloadFixture.PACKABLE));
            assertFetched(bench.file(DownloadFixture.SMALL), bench.file(DownloadFixture.PACKABLE));
        }

        @Test
        void asksForTheWholeWherePartsComePacked() throws IOException {
            bench.hub().faults().on(ANY_LARGE).always((AnswerFault)
                    (request, genuine) -> request.headers().first("Range").isPresent()
                            ? packedPart(request, genuine)
                            : genuine.handle(request));
            bench.fetch(bench.file(DownloadFixture.PACKABLE));
            assertFetched(bench.file(DownloadFixture.PACKABLE));
        }

        private static Response packedPart(Request request, Handler genuine) throws IOException {
            Response packed = Fault.gzip().answer(request, genuine).header("Content-Range", "bytes 0-99/100");
            return new Response(206, packed.headers(), packed.body(), packed.framing(), packed.served());
        }

        @Test
        void takesWhatIsOnlyLabelledAsPackedAsItIs() throws IOException {
            bench.hub().faults().on(ANY_LARGE).always(Fault.header("Content-Encoding", "gzip"));
            bench.fetch(bench.file(DownloadFixture.SMALL), bench.large());
            assertFetched(bench.file(DownloadFixture.SMALL), bench.large());
        }

        @Test
        void givesUpWhereThePackingCannotBeUndone() {
            bench.hub().faults().on(ANY_LARGE).always((AnswerFault)
                    (request, genuine) -> Fault.gzip().answer(request, genuine).header("Content-Encoding", "br"));
            assertFailsWith(ErrorCode.PROVIDER_UNAVAILABLE, bench.file(DownloadFixture.SMALL));
        }

        private static AnswerFault unsatisfiableRanges() {
            return (request, genuine) -> request.headers().first("Range").isPresent()
                    ? Fault.status(416).answer(request, genuine)
                    : genuine.handle(request);
        }
    }

    @Nested
    class WithServersThatRefuse {
        @Test
        void takesAFreshAddressWhereOneHasExpired() throws IOException {
            bench.hub().faults().onCdn(ANY_LARGE).next(3, Fault.expiredUrl());
            bench.fetch(bench.large());
            assertFetched(bench.large());
        }

        @Test
        void givesUpWhereFreshAddressesDoNotHelp() {
            bench.hub().faults().onCdn(ANY_LARGE).always(Fault.expiredUrl());
            assertFailsWith(ErrorCode.PROVIDER_UNAVAILABLE, bench.large());
        }

        @Test
        void saysThatTheFileIsNotThere() {
            bench.hub().faults().onHub(ANY_LARGE).always(Fault.status(404));
            assertFailsWith(ErrorCode.REVISION_NOT_FOUND, bench.large());
        }

        @Test
        void saysThatAccessIsRefused() {
            bench.hub().faults().onHub(ANY_LARGE).always(Fault.status(401));
            assertFailsWith(ErrorCode.UNAUTHORIZED, bench.large());
        }

        @Test
        void asksAgainWhereARangeIsNotSatisfiableOnce() throws IOException {
            bench.hub().faults().onCdn(ANY_LARGE).between(5, 5, Fault.status(416));
            bench.fetch(bench.large());
            assertFetched(bench.large());
        }

        @Test
        void givesUpWhereRangesStayUnsatisfiable() {
            bench.hub().faults().onCdn(ANY_LARGE).always(Fault.status(416));
            assertFailsWith(ErrorCode.PROVIDER_UNAVAILABLE, bench.large());
        }

        @Test
        void triesAgainAfterServerErrors() throws IOException {
            bench.hub().faults().onCdn(ANY_LARGE).next(2, Fault.status(500));
            bench.hub().faults().onHub(ANY_LARGE).next(2, Fault.status(503));
            bench.fetch(bench.large());
            assertFetched(bench.large());
        }

        @Test
        void givesUpWhereServerErrorsLast() {
            bench.hub().faults().onCdn(ANY_LARGE).always(Fault.status(500));
            assertFailsWith(ErrorCode.PROVIDER_UNAVAILABLE, bench.large());
        }

        @Test
        void triesAgainAfterTooManyRequests() throws IOException {
            bench.hub().faults().onCdn(ANY_LARGE).next(2, Fault.tooManyRequests());
            bench.fetch(bench.large());
            assertFetched(bench.large());
        }

        @Test
        void givesUpWhereTooManyRequestsLast() {
            bench.hub().faults().onCdn(ANY_LARGE).always(Fault.tooManyRequests());
            assertFailsWith(ErrorCode.RATE_LIMITED, bench.large());
        }

        @Test
        void waitsAsLongAsTheServerAsks() throws IOException {
            bench.hub().faults().onCdn(ANY_LARGE).next(1, Fault.retryAfter(Duration.ofSeconds(3)));
            RecordingSink sink = bench.fetch(bench.large());
            assertFetched(bench.large());
            assertThat(sink.lines()).anyMatch(line -> line.contains("asks to wait"));
        }

        @Test
        void doesNotWaitForAnHour() {
            bench.hub().faults().onCdn(ANY_LARGE).next(1, Fault.retryAfter(Duration.ofHours(1)));
            assertFailsWith(ErrorCode.RATE_LIMITED, bench.large());
        }

        @Test
        void stopsTheOtherFilesOfACallAndKeepsTheirBytes() {
            bench.hub().faults().onHub("**/config.json").always(Fault.status(404));
            bench.hub().faults().onCdn(ANY_LARGE).always(Fault.rate(8_000_000));
            assertThatThrownBy(() -> bench.fetch(bench.large(), bench.file(DownloadFixture.SMALL)))
                    .isInstanceOf(VenomException.class);
            assertThat(bench.large().destination()).doesNotExist();
            assertThat(bench.engine().partials()).allMatch(partial -> !partial.leased());
        }
    }
}
