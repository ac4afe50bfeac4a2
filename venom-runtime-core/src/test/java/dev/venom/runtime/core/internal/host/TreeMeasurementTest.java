package dev.venom.runtime.core.internal.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.venom.runtime.spi.host.ProcessRef;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Measures real children, and files that look like those of {@code /proc} where a figure has to be exact. */
@Timeout(60)
class TreeMeasurementTest {
    private static final ProcessRef FIRST = new ProcessRef(10, 5, "boot");
    private static final ProcessRef SECOND = new ProcessRef(11, 6, "boot");

    @TempDir
    Path directory;

    private final List<Process> children = new ArrayList<>();
    private final AtomicLong nanos = new AtomicLong();

    @BeforeEach
    void onLinuxOnly() {
        assumeTrue(Files.isReadable(Path.of("/proc/self/smaps_rollup")), "This host has no smaps_rollup.");
    }

    @AfterEach
    void endChildren() throws InterruptedException {
        for (Process child : children) {
            child.destroyForcibly();
            child.waitFor(10, TimeUnit.SECONDS);
        }
    }

    @Test
    void measuresTheWholeTreeOfARealRuntime() throws Exception {
        Process hungry = child("x=$(head -c 30000000 /dev/zero " + "| tr '\\0' x); echo ready; read end");
        ProcessRef self = ref(hungry.pid());

        TreeMemory.Measured measured =
                real().measure(List.of(self), Optional.empty()).orElseThrow();

        assertThat(measured.method()).isEqualTo("pss");
        assertThat(measured.bytes()).isBetween(25_000_000L, 200_000_000L);
    }

    @Test
    void seesTheProcessorTimeOfARealRuntime() throws Exception {
        Process busy = child("echo ready; while :; do :; done");
        TreeProcessor processor = new TreeProcessor(new ProcessGauge(), System::nanoTime);
        List<ProcessRef> tree = List.of(ref(busy.pid()));

        assertThat(processor.percent(tree)).as("nothing to compare with").isEmpty();
        long end = System.nanoTime() + Duration.ofSeconds(30).toNanos();
        double percent = 0;
        while (percent == 0 && System.nanoTime() - end < 0) {
            Thread.onSpinWait();
            if (new ProcessGauge().cpuMillis(tree.get(0)).orElse(0) > 100) {
                percent = processor.percent(tree).orElse(0);
            }
        }

        assertThat(percent).isBetween(1.0, 110.0);
    }

    @Test
    void seesNoProcessorTimeOfAProcessThatSleeps() throws Exception {
        Process idle = child("echo ready; read end");
        TreeProcessor processor = new TreeProcessor(new ProcessGauge(), nanos::get);
        List<ProcessRef> tree = List.of(ref(idle.pid()));
        processor.percent(tree);
        nanos.addAndGet(Duration.ofSeconds(10).toNanos());

        assertThat(processor.percent(tree).orElseThrow()).isLessThan(5);
    }

    @Test
    void tellsHowLongAProcessHasRun() throws Exception {
        Process child = child("echo ready; read end");

        assertThat(new BootTime().age(ref(child.pid())).orElseThrow()).isBetween(Duration.ZERO, Duration.ofSeconds(60));
    }

    @Test
    void countsSharedPagesOnceWhereProportionalSizesAreForbidden() throws IOException {
        process(FIRST, 100, 40, Optional.empty());
        process(SECOND, 50, 60, Optional.empty());

        TreeMemory.Measured measured =
                pretended().measure(List.of(FIRST, SECOND), Optional.empty()).orElseThrow();

        assertThat(measured).isEqualTo(new TreeMemory.Measured((100 + 50 + 60) * 1024, "rss"));
    }

    @Test
    void carriesAProportionalSizeForwardAndMeasuresItAgainAfterHalfAMinute() throws IOException {
        TreeMemory memory = pretended();
        process(FIRST, 100, 40, Optional.of(110L));
        assertThat(bytes(memory)).isEqualTo(110 * 1024);

        process(FIRST, 130, 40, Optional.of(999L));
        nanos.addAndGet(Duration.ofSeconds(5).toNanos());
        assertThat(bytes(memory)).as("30 more, and not measured again").isEqualTo(140 * 1024);

        nanos.addAndGet(Duration.ofSeconds(26).toNanos());
        assertThat(bytes(memory)).isEqualTo(999 * 1024);
    }

    @Test
    void prefersTheControlGroup() throws IOException {
        Path groups = directory.resolve("cgroup");
        Files.createDirectories(groups.resolve("vllm.service"));
        Files.writeString(groups.resolve("vllm.service/memory.current"), "4096\n");
        Files.createDirectories(directory.resolve("self"));
        Files.writeString(directory.resolve("self/mountinfo"), "41 31 0:38 / " + groups + " rw - cgroup2 cgroup2 rw\n");
        process(FIRST, 100, 40, Optional.of(110L));

        assertThat(pretended().measure(List.of(FIRST), Optional.of("/vllm.service")))
                .contains(new TreeMemory.Measured(4096, "cgroup"));
    }

    @Test
    void measuresNothingWhereNothingRuns() {
        assertThat(pretended().measure(List.of(FIRST), Optional.empty())).isEmpty();
    }

    private long bytes(TreeMemory memory) {
        TreeMemory.Measured measured =
                memory.measure(List.of(FIRST), Optional.empty()).orElseThrow();
        assertThat(measured.method()).isEqualTo("pss");
        return measured.bytes();
    }

    private TreeMemory real() {
        return new TreeMemory(new ProcessGauge(), new ControlGroupMemory(), System::nanoTime);
    }

    private TreeMemory pretended() {
        ProcFiles proc = new ProcFiles(directory);
        return new TreeMemory(new ProcessGauge(proc), new ControlGroupMemory(proc), nanos::get);
    }

    private void process(ProcessRef ref, long anonymous, long shared, Optional<Long> proportional) throws IOException {
        Path process = directory.resolve(Long.toString(ref.pid()));
        Files.createDirectories(process);
        Files.writeString(
                process.resolve("stat"),
                ref.pid() + " (python) S 1 1 1 0 -1 0 0 0 0 0 7 3 0 0 20 0 1 0 " + ref.startTicks() + " 0 0\n");
        Files.writeString(
                process.resolve("status"),
                "VmRSS:\t999 kB\nRssAnon:\t" + anonymous + " kB\nRssFile:\t" + shared + " kB\nRssShmem:\t0 kB\n");
        if (proportional.isPresent()) {
            Files.writeString(process.resolve("smaps_rollup"), "Rss: 999 kB\nPss:   " + proportional.get() + " kB\n");
        }
    }

    private Process child(String script) throws IOException {
        Process child = new ProcessBuilder("sh", "-c", script).start();
        children.add(child);
        BufferedReader output = child.inputReader();
        assertThat(output.readLine()).isEqualTo("ready");
        return child;
    }

    private static ProcessRef ref(long pid) {
        return new LinuxProcessTable().find(pid).orElseThrow().ref();
    }
}
