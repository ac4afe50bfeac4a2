package dev.venom.runtime.core.internal.monitor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.sun.management.OperatingSystemMXBean;
import dev.venom.runtime.api.event.RuntimeEvent;
import dev.venom.runtime.api.event.VenomEvent;
import dev.venom.runtime.api.runtime.RuntimeState;
import dev.venom.runtime.core.internal.configuration.AlertLimits;
import dev.venom.runtime.core.internal.gpu.GpuPaths;
import dev.venom.runtime.core.internal.gpu.Gpus;
import dev.venom.runtime.core.internal.host.HostMemory;
import dev.venom.runtime.core.internal.host.LinuxProcessTable;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Watches many runtimes for a while: nothing flickers although now and then an answer is bad, nothing grows, and a look
 * costs little. {@code -Dvenom.endurance.runtimes=50 -Dvenom.endurance.seconds=600} makes it the run whose figures are
 * in benchmarks/RESULTS.md.
 */
class MonitorEnduranceTest {
    private static final int RUNTIMES = Integer.getInteger("venom.endurance.runtimes", 8);
    private static final Duration LENGTH = Duration.ofSeconds(Integer.getInteger("venom.endurance.seconds", 12));
    private static final Duration INTERVAL = Duration.ofSeconds(2);
    private static final boolean LONG = LENGTH.toSeconds() >= 180;
    private static final Duration PART = LONG ? Duration.ofMinutes(1) : LENGTH.dividedBy(6);
    /** A host's first two minutes are mostly the compiler's. */
    private static final Duration WARM_UP = LONG ? PART.multipliedBy(2) : PART;

    private static final double NANOS_PER_MILLI = 1e6;
    /** All of a short run is the compiler's. */
    private static final double MOST_MILLIS_PER_LOOK = LONG ? 2 : 60;

    private final OperatingSystemMXBean system = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();

    @Test
    void watchesManyRuntimesWithoutFlickerAndWithoutALeak() throws Exception {
        assumeTrue(Files.isDirectory(Path.of("/proc/self/fd")), "This host has no /proc.");
        Path nowhere = Path.of("/nowhere");
        List<VenomEvent> events = new CopyOnWriteArrayList<>();
        try (ManyRuntimes many = new ManyRuntimes(RUNTIMES);
                Gpus gpus = new Gpus(new GpuPaths("none", false, "", nowhere, nowhere));
                RuntimeMonitor monitor = new RuntimeMonitor(
                        new RuntimeAssessor(
                                HostProbes.of(new LinuxProcessTable(), new HostMemory(), gpus),
                                AlertLimits.STANDARD,
                                Clock.systemUTC()),
                        events::add,
                        INTERVAL,
                        Clock.systemUTC())) {
            many.runtimes().forEach(monitor::watch);
            until(() -> areOnline(many, monitor));
            Figures online = figures(many);
            pass(WARM_UP);
            events.clear();
            Figures warm = figures(many);
            List<Double> millisPerLook = new ArrayList<>();
            Figures before = warm;
            for (Duration passed = WARM_UP; passed.compareTo(LENGTH) < 0; passed = passed.plus(PART)) {
                pass(PART);
                Figures after = figures(many);
                millisPerLook.add(after.millisPerLookSince(before));
                before = after;
            }
            report(warm, before, warm.millisPerLookSince(online), millisPerLook);

            assertThat(events).as("nothing has changed").isEmpty();
            assertThat(before.looks() - warm.looks())
                    .as("looks")
                    .isGreaterThan(RUNTIMES * LENGTH.minus(WARM_UP).toSeconds() / INTERVAL.toSeconds() / 2);
            assertThat(before.descriptors()).isLessThanOrEqualTo(warm.descriptors() + RUNTIMES + 20);
            assertThat(before.threads()).isLessThanOrEqualTo(warm.threads() + 20);
            assertThat(before.heapBytes()).isLessThan(warm.heapBytes() + (16L << 20));
            assertThat(millisPerLook)
                    .as("ms of CPU for a look, minute by minute")
                    .allMatch(millis -> millis < MOST_MILLIS_PER_LOOK);

            many.kill(0);
            until(() -> !events.isEmpty());
            assertThat(((RuntimeEvent) events.get(0)).status().id()).isEqualTo("runtime-0");
            assertThat(((RuntimeEvent) events.get(0)).status().state()).isEqualTo(RuntimeState.OFFLINE);
        }
        assertThat(Thread.getAllStackTraces().keySet())
                .extracting(Thread::getName)
                .noneMatch(name -> name.startsWith("venom-monitor"));
    }

    private static boolean areOnline(ManyRuntimes many, RuntimeMonitor monitor) {
        return many.runtimes().stream()
                .allMatch(runtime -> monitor.latest(runtime.spec().id())
                        .filter(status -> status.state() == RuntimeState.ONLINE)
                        .isPresent());
    }

    /** The process at one moment; to collect the garbage is not the monitor's work. */
    private record Figures(
            long looks, long cpuNanos, long cpuNanosAfterwards, long descriptors, int threads, long heapBytes) {
        double millisPerLookSince(Figures before) {
            return (cpuNanos - before.cpuNanosAfterwards) / NANOS_PER_MILLI / Math.max(1, looks - before.looks);
        }
    }

    private Figures figures(ManyRuntimes many) throws IOException {
        long cpu = system.getProcessCpuTime();
        long looks = many.looks();
        System.gc();
        long heap = ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
        try (Stream<Path> descriptors = Files.list(Path.of("/proc/self/fd"))) {
            return new Figures(
                    looks,
                    cpu,
                    system.getProcessCpuTime(),
                    descriptors.count(),
                    ManagementFactory.getThreadMXBean().getThreadCount(),
                    heap);
        }
    }

    private static void report(Figures warm, Figures end, double first, List<Double> millisPerLook) {
        System.out.printf(
                "%d runtimes, %d s: %d looks, %.2f ms of CPU for a look in the first %d s, then by parts of %d s:%s; "
                        + "descriptors %d -> %d, threads %d -> %d, heap %.1f -> %.1f MiB%n",
                RUNTIMES,
                LENGTH.toSeconds(),
                end.looks() - warm.looks(),
                first,
                WARM_UP.toSeconds(),
                PART.toSeconds(),
                millisPerLook.stream()
                        .map(millis -> String.format(Locale.ROOT, " %.2f", millis))
                        .collect(Collectors.joining()),
                warm.descriptors(),
                end.descriptors(),
                warm.threads(),
                end.threads(),
                warm.heapBytes() / 1048576.0,
                end.heapBytes() / 1048576.0);
    }

    private static void pass(Duration time) throws InterruptedException {
        new CountDownLatch(1).await(time.toMillis(), TimeUnit.MILLISECONDS);
    }

    private static void until(BooleanSupplier condition) throws InterruptedException {
        long end = System.nanoTime() + Duration.ofSeconds(60).toNanos();
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime() - end).as("time left").isNegative();
            pass(Duration.ofMillis(20));
        }
    }
}
