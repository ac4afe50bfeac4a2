package dev.venom.runtime.core.internal.admission;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.venom.runtime.api.error.ErrorCode;
import dev.venom.runtime.api.error.VenomException;
import dev.venom.runtime.api.model.ModelRef;
import dev.venom.runtime.api.model.Verdict;
import dev.venom.runtime.api.operation.Operation;
import dev.venom.runtime.api.operation.OperationKind;
import dev.venom.runtime.core.internal.event.EventDispatcher;
import dev.venom.runtime.core.internal.file.CrossProcessLock;
import dev.venom.runtime.core.internal.json.Json;
import dev.venom.runtime.core.internal.lease.ProcessIdentity;
import dev.venom.runtime.core.internal.operation.OperationJournal;
import dev.venom.runtime.core.internal.operation.OperationQueue;
import dev.venom.runtime.core.internal.operation.OperationSubject;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

@Timeout(30)
class DiskAdmissionTest {
    /** A file system that reports 0 of 0 blocks, as some shares and user-space ones do. */
    private static final Path SAYS_NOTHING = Path.of("/proc");

    private static final long GIGABYTE = 1_000_000_000;

    @TempDir
    private Path directory;

    private EventDispatcher dispatcher;
    private OperationJournal journal;
    private OperationQueue queue;

    @BeforeEach
    void open() {
        dispatcher = new EventDispatcher();
        journal = new OperationJournal(directory.resolve("operations"));
        queue = new OperationQueue(
                journal, dispatcher, Clock.systemUTC(), System::nanoTime, ProcessIdentity.current(), 2);
    }

    @AfterEach
    void close() {
        queue.close();
        dispatcher.close();
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void aFileSystemThatDoesNotSayHowMuchRoomItHasIsWarnedOf() {
        DiskAdmission.Outlook outlook = admission(OptionalLong.empty()).outlook(demand(SAYS_NOTHING, 500 * GIGABYTE));

        assertThat(outlook.verdicts()).singleElement().satisfies(verdict -> {
            assertThat(verdict.check()).isEqualTo("disk");
            assertThat(verdict.result()).isEqualTo(Verdict.Result.WARN);
            assertThat(verdict.detail()).contains("500.00 GB to fetch", "/proc", "does not say");
        });
        assertThat(outlook.forecast().freeBytes()).isEmpty();
        assertThat(outlook.forecast().freeAfterBytes()).isEmpty();
        assertThat(admission(OptionalLong.empty()).totalBytes(SAYS_NOTHING)).isEmpty();
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void whatIsNotKnownAdmits() {
        Operation<String> admitted =
                admit(admission(OptionalLong.empty()), demand(SAYS_NOTHING, 500 * GIGABYTE), "one");

        assertThat(admitted.completion().toCompletableFuture().join()).isEqualTo("one");
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void theQuotaHoldsWhereTheRoomIsNotKnown() {
        Operation<String> refused =
                admit(admission(OptionalLong.of(GIGABYTE)), demand(SAYS_NOTHING, 2 * GIGABYTE), "one");

        assertRefused(refused, ErrorCode.QUOTA_EXCEEDED);
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void ofTwoFileSystemsTheOneThatSaysWhatIsLeftIsForecast() {
        for (Demand demand : List.of(
                new Demand(1, SAYS_NOTHING, 1, Optional.of(directory), 1, 1),
                new Demand(1, directory, 1, Optional.of(SAYS_NOTHING), 1, 1))) {
            DiskAdmission.Outlook outlook = admission(OptionalLong.empty()).outlook(demand);

            assertThat(outlook.forecast().freeBytes()).isPresent();
            assertThat(outlook.verdicts())
                    .extracting(Verdict::result)
                    .containsExactlyInAnyOrder(Verdict.Result.OK, Verdict.Result.WARN);
        }
    }

    @Test
    void moreThanTheRoomIsRefused() {
        Operation<String> refused =
                admit(admission(OptionalLong.empty()), demand(directory, Long.MAX_VALUE / 4), "one");

        assertRefused(refused, ErrorCode.DISK_FULL);
    }

    @Test
    void whatOneOperationWasPromisedNoOtherIs() throws Exception {
        long most = Files.getFileStore(directory).getUsableSpace() * 2 / 3;
        DiskAdmission admission = admission(OptionalLong.empty());
        CountDownLatch promised = new CountDownLatch(1);
        CountDownLatch done = new CountDownLatch(1);
        Operation<String> first = queue.submit(subject("one"), operation -> {
            admission.admit(demand(directory, most), operation);
            promised.countDown();
            await(done);
            return "one";
        });
        promised.await();

        assertRefused(admit(admission, demand(directory, most), "two"), ErrorCode.DISK_FULL);
        done.countDown();
        first.await();
        assertThat(admit(admission, demand(directory, most), "three").await()).isEqualTo("three");
    }

    private DiskAdmission admission(OptionalLong quotaBytes) {
        return new DiskAdmission(
                journal, new CrossProcessLock(directory.resolve("admission.lock")), quotaBytes, () -> 0);
    }

    private Operation<String> admit(DiskAdmission admission, Demand demand, String name) {
        return queue.submit(subject(name), operation -> {
            admission.admit(demand, operation);
            return name;
        });
    }

    private static Demand demand(Path place, long bytes) {
        return new Demand(bytes, place, bytes, Optional.empty(), 0, bytes);
    }

    private static OperationSubject subject(String name) {
        return new OperationSubject(
                OperationKind.INSTALL,
                Optional.of(ModelRef.parse("hf:org/" + name)),
                Optional.empty(),
                name,
                Json.object().put("ref", "hf:org/" + name),
                Optional.empty());
    }

    private static void assertRefused(Operation<String> operation, ErrorCode code) {
        assertThatThrownBy(operation::await)
                .isInstanceOfSatisfying(
                        VenomException.class,
                        failure -> assertThat(failure.code()).isEqualTo(code));
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
