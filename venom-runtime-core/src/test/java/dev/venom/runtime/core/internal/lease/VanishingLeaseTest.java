package dev.venom.runtime.core.internal.lease;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Leases that their holders give back while others look at them. */
class VanishingLeaseTest {
    private static final int LOOKS = 5_000;

    @TempDir
    Path directory;

    @Test
    void aLeaseThatIsGivenBackBetweenTwoLooksIsFree() throws IOException {
        Path file = directory.resolve("0123456789abcdef.lease");
        LeaseRecord record = new LeaseRecord(ProcessIdentity.current(), Instant.EPOCH);
        AtomicBoolean done = new AtomicBoolean();
        CompletableFuture<Void> holder = CompletableFuture.runAsync(() -> {
            while (!done.get()) {
                takeAndGiveBack(record, file);
            }
        });
        try {
            for (int look = 0; look < LOOKS; look++) {
                LeaseRecord.read(file).ifPresent(seen -> assertThat(seen).isEqualTo(record));
            }
        } finally {
            done.set(true);
            holder.join();
        }
    }

    private static void takeAndGiveBack(LeaseRecord record, Path file) {
        try {
            record.write(file);
            Files.delete(file);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
