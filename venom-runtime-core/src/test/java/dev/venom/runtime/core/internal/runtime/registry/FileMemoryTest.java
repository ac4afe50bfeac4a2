package dev.venom.runtime.core.internal.runtime.registry;

import static org.assertj.core.api.Assertions.assertThat;

import dev.venom.runtime.core.internal.runtime.state.RuntimeFiles;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What two hosts remember of the same runtime. */
class FileMemoryTest {
    @TempDir
    Path directory = Path.of("");

    private TrackedMemory one = memory();
    private TrackedMemory other = one;

    @BeforeEach
    void open() {
        one = memory();
        other = memory();
    }

    private TrackedMemory memory() {
        return new TrackedMemory(new FileMemory(new RuntimeFiles(directory), "process", "vllm"));
    }

    @Test
    void replacesWhatItKnows() {
        assertThat(one.replace(Map.of(), Map.of("phase", "running"))).isTrue();

        assertThat(other.recall()).isEqualTo(Map.of("phase", "running"));
        assertThat(one.isChangedByOthers()).isFalse();
    }

    @Test
    void leavesWhatAnotherHostRemembersByNow() {
        one.remember(Map.of("phase", "running"));
        other.remember(Map.of("phase", "failed", "exit_code", "137"));

        assertThat(one.replace(Map.of("phase", "running"), Map.of("phase", "failed")))
                .isFalse();

        assertThat(one.recall()).containsEntry("exit_code", "137");
        assertThat(one.isChangedByOthers()).isTrue();
    }

    @Test
    void oneOfManyReplacesTheSame() throws InterruptedException {
        AtomicInteger replaced = new AtomicInteger();
        List<Thread> hosts = IntStream.range(0, 8)
                .mapToObj(host -> new Thread(() -> {
                    if (memory().replace(Map.of(), Map.of("host", String.valueOf(host)))) {
                        replaced.incrementAndGet();
                    }
                }))
                .toList();

        hosts.forEach(Thread::start);
        for (Thread host : hosts) {
            host.join();
        }

        assertThat(replaced).hasValue(1);
    }
}
