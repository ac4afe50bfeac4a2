package dev.venom.runtime.core.internal.gpu;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The GPUs of this host: NVIDIA's through NVML, or {@code nvidia-smi} where that can't be loaded, and AMD's through
 * sysfs. A host without any costs a look at three paths. A driver that hangs is left to hang, on a thread of its own.
 * Thread-safe.
 */
public final class Gpus implements AutoCloseable {
    private static final Duration TIMEOUT = Duration.ofSeconds(10);
    private static final long FRESH_NANOS = TimeUnit.SECONDS.toNanos(5);

    private final ReentrantLock lock = new ReentrantLock();
    private final GpuPaths places;
    private final Duration timeout;
    private final NvmlSource nvml;
    private final AmdSource amd;
    private final GuardedThread thread;
    private Optional<GpuReading> latest = Optional.empty();
    private long latestNanos;

    /**
     * Makes the view of a host. Loads and starts nothing.
     *
     * @param places where to look
     */
    public Gpus(GpuPaths places) {
        this(places, TIMEOUT);
    }

    Gpus(GpuPaths places, Duration timeout) {
        this.places = places;
        this.timeout = timeout;
        this.nvml = new NvmlSource(places.nvmlLibrary());
        this.amd = new AmdSource(places.drm(), new DrmProcesses(places.proc()));
        this.thread = new GuardedThread("venom-gpu", timeout);
    }

    /**
     * The GPUs as they were at most five seconds ago.
     *
     * @return a reading
     */
    public GpuReading recent() {
        lock.lock();
        try {
            boolean fresh = latest.isPresent() && System.nanoTime() - latestNanos < FRESH_NANOS;
            return fresh ? latest.get() : read();
        } finally {
            lock.unlock();
        }
    }

    /**
     * The GPUs as they are now. Blocks for a few milliseconds, and 10 seconds at most, since a driver that was asleep takes some.
     *
     * @return a reading; what can't be read is told in its troubles
     */
    public GpuReading read() {
        GpuReading reading = nvidia().and(amd.read());
        lock.lock();
        try {
            latest = Optional.of(reading);
            latestNanos = System.nanoTime();
        } finally {
            lock.unlock();
        }
        return reading;
    }

    /** Lets go of the driver and ends the thread, unless the driver hangs. */
    @Override
    public void close() {
        thread.close(nvml::close);
    }

    private GpuReading nvidia() {
        if (!places.hasNvidia()) {
            return GpuReading.NONE;
        }
        Optional<Optional<GpuReading>> answer = thread.call(nvml::read);
        if (answer.isEmpty()) {
            return GpuReading.trouble("the NVIDIA driver has not answered within " + timeout.toSeconds()
                    + " s: its GPUs can't be seen until it does");
        }
        return answer.get()
                .or(() -> NvidiaSmi.on(places.searchPath(), timeout).map(NvidiaSmi::read))
                .orElseGet(() -> GpuReading.trouble("there is an NVIDIA driver, and neither NVML nor nvidia-smi"));
    }
}
