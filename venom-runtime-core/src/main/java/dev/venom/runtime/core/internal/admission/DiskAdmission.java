package dev.venom.runtime.core.internal.admission;

import dev.venom.runtime.api.error.ErrorCode;
import dev.venom.runtime.api.error.VenomException;
import dev.venom.runtime.api.model.DiskForecast;
import dev.venom.runtime.api.model.Verdict;
import dev.venom.runtime.core.internal.file.CrossProcessLock;
import dev.venom.runtime.core.internal.operation.OperationJournal;
import dev.venom.runtime.core.internal.operation.OperationRecord;
import dev.venom.runtime.core.internal.operation.Reservation;
import dev.venom.runtime.core.internal.operation.WorkContext;
import dev.venom.runtime.spi.file.StorageFailures;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalLong;
import java.util.function.LongSupplier;

/**
 * Says how much of the disk an install may use, and promises it: what one install was promised nobody else is,
 * in no process. The promise is written to the operation's journal under a lock that all processes share, and
 * shrinks as bytes arrive. Thread-safe.
 */
public final class DiskAdmission {
    private static final double GIGABYTE = 1e9;

    private final OperationJournal journal;
    private final CrossProcessLock lock;
    private final OptionalLong quotaBytes;
    private final LongSupplier usedBytes;

    /**
     * Makes the gate.
     *
     * @param journal where promises are recorded
     * @param lock excludes other admissions
     * @param quotaBytes the limit for all models together; empty for none
     * @param usedBytes counts what lies on disk now
     */
    public DiskAdmission(
            OperationJournal journal, CrossProcessLock lock, OptionalLong quotaBytes, LongSupplier usedBytes) {
        this.journal = journal;
        this.lock = lock;
        this.quotaBytes = quotaBytes;
        this.usedBytes = usedBytes;
    }

    /**
     * Looks what an install would leave, promising nothing.
     *
     * @param demand what it would write
     * @return the figures and what stands against it
     */
    public Outlook outlook(Demand demand) {
        return outlook(demand, liveReservations());
    }

    /**
     * The size of a file system.
     *
     * @param place a path on it, which need not exist
     * @return bytes; empty where it does not say
     */
    public OptionalLong totalBytes(Path place) {
        try {
            return FileStores.totalBytes(place);
        } catch (IOException failure) {
            throw StorageFailures.writing(place, failure);
        }
    }

    /**
     * Promises disk space to an operation.
     *
     * @param demand what it is going to write
     * @param operation whose promise it is
     * @throws VenomException QUOTA_EXCEEDED or DISK_FULL with the figures
     */
    public void admit(Demand demand, WorkContext operation) {
        lock.whileHeld(() -> {
            List<Reservation> others = journal.all().stream()
                    .filter(record -> record.isLive() && !record.status().id().equals(operation.id()))
                    .map(OperationRecord::reservation)
                    .toList();
            outlook(demand, others).verdicts().forEach(DiskAdmission::requireAdmitted);
            Reservation promised = promise(demand);
            operation.reserve(promised);
            return promised;
        });
    }

    private Outlook outlook(Demand demand, List<Reservation> others) {
        List<Verdict> verdicts = new ArrayList<>();
        DiskForecast tightest = null;
        long used = usedBytes.getAsLong();
        for (Map.Entry<Path, Long> need : demand.bytesByPath().entrySet()) {
            DiskForecast forecast = forecast(need.getKey(), need.getValue(), used, others);
            verdicts.add(judgeDisk(need.getKey(), need.getValue(), forecast));
            if (tightest == null || isTighter(forecast, tightest)) {
                tightest = forecast;
            }
        }
        demand.longestFile().ifPresent(verdicts::add);
        quotaBytes.ifPresent(limit -> verdicts.add(judgeQuota(demand.quotaBytes(), used, limit, others)));
        if (tightest == null) {
            throw new IllegalArgumentException("A demand without a place");
        }
        return new Outlook(tightest, verdicts);
    }

    private DiskForecast forecast(Path place, long bytes, long used, List<Reservation> others) {
        try {
            String store = FileStores.identity(place);
            OptionalLong free = FileStores.usableBytes(place);
            long reserved = others.stream().mapToLong(other -> other.on(store)).sum();
            OptionalLong after =
                    free.isPresent() ? OptionalLong.of(free.getAsLong() - reserved - bytes) : OptionalLong.empty();
            return new DiskForecast(free, reserved, after, used, quotaBytes);
        } catch (IOException failure) {
            throw StorageFailures.writing(place, failure);
        }
    }

    private static Verdict judgeDisk(Path place, long bytes, DiskForecast forecast) {
        try {
            if (forecast.freeBytes().isEmpty()) {
                return Verdict.warn(
                        "disk",
                        gigabytes(bytes) + " to fetch; the file system of " + place
                                + " does not say how much room it has");
            }
            String figures = gigabytes(bytes) + " to fetch, "
                    + gigabytes(forecast.freeBytes().getAsLong()) + " free, "
                    + gigabytes(forecast.reservedBytes()) + " promised to running downloads";
            return bytes > 0 && forecast.freeAfterBytes().getAsLong() < FileStores.floorBytes(place)
                    ? Verdict.refuse("disk", ErrorCode.DISK_FULL, figures)
                    : Verdict.ok("disk", figures);
        } catch (IOException failure) {
            throw StorageFailures.writing(place, failure);
        }
    }

    private static boolean isTighter(DiskForecast one, DiskForecast other) {
        return one.freeAfterBytes().isPresent()
                && one.freeAfterBytes().getAsLong() < other.freeAfterBytes().orElse(Long.MAX_VALUE);
    }

    private static Verdict judgeQuota(long bytes, long used, long limit, List<Reservation> others) {
        long reserved = others.stream().mapToLong(Reservation::quotaBytes).sum();
        String figures = gigabytes(bytes) + " to fetch, " + gigabytes(used) + " used, " + gigabytes(reserved)
                + " promised to running downloads, quota " + gigabytes(limit);
        return bytes > 0 && used + reserved + bytes > limit
                ? Verdict.refuse("quota", ErrorCode.QUOTA_EXCEEDED, figures)
                : Verdict.ok("quota", figures);
    }

    private static void requireAdmitted(Verdict verdict) {
        verdict.refusal().ifPresent(code -> {
            throw code == ErrorCode.QUOTA_EXCEEDED
                    ? new VenomException(
                            code,
                            "The quota for models would be exceeded: " + verdict.detail() + ".",
                            "Remove a model, run 'prune', or raise MODELS_MAX_DISK_GB.")
                    : new VenomException(
                            code,
                            "The disk has no room for it: " + verdict.detail() + ".",
                            "Remove a model, run 'prune', or use a cache directory on a larger disk.");
        });
    }

    private List<Reservation> liveReservations() {
        return journal.all().stream()
                .filter(OperationRecord::isLive)
                .map(OperationRecord::reservation)
                .toList();
    }

    private static Reservation promise(Demand demand) {
        try {
            Map<String, Long> arriving = Map.of(FileStores.identity(demand.arriving()), demand.arrivingBytes());
            Map<String, Long> copies = demand.copied().isPresent()
                    ? Map.of(FileStores.identity(demand.copied().get()), demand.copiedBytes())
                    : Map.of();
            return new Reservation(demand.quotaBytes(), arriving, copies);
        } catch (IOException failure) {
            throw StorageFailures.writing(demand.arriving(), failure);
        }
    }

    private static String gigabytes(long bytes) {
        return String.format(Locale.ROOT, "%.2f GB", bytes / GIGABYTE);
    }

    /**
     * What would be left, and what stands against it. Immutable.
     *
     * @param forecast the figures of the tightest file system
     * @param verdicts one for each file system, and one for the quota
     */
    public record Outlook(DiskForecast forecast, List<Verdict> verdicts) {
        /** Copies the list. */
        public Outlook {
            verdicts = List.copyOf(verdicts);
        }
    }
}
