package dev.venom.runtime.testbed.switching;

import static org.assertj.core.api.Assertions.assertThat;

import dev.venom.runtime.api.runtime.ActivationRequest;
import dev.venom.runtime.api.runtime.RuntimeSpec;
import dev.venom.runtime.core.ModelManager;
import dev.venom.runtime.testbed.vllm.snapshot.TinySnapshots;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What a switch takes where the runtime itself takes no time at all. */
@Timeout(120)
class ActivationOverheadTest {
    private static final int SWITCHES = 20;
    /** A machine that is busy with other things says little; a measurement is asked for. */
    private static final long LIMIT_MILLIS = Long.getLong("venom.overhead.limit", 2_000);

    @TempDir
    private Path directory;

    @Test
    void addsLittleToStopAndStart() throws Exception {
        Path models = Files.createDirectories(directory.resolve("models"));
        TinySnapshots.write(TinySnapshots.generative(), models.resolve("first"));
        TinySnapshots.write(TinySnapshots.generative(), models.resolve("second"));
        InstantRuntime instant = new InstantRuntime();
        RuntimeSpec spec = RuntimeSpec.builder("instant", "instant", URI.create("http://127.0.0.1:9"))
                .command(List.of("serve", "${model_path}"))
                .build();
        try (ModelManager manager = ModelManager.builder()
                .environment(Map.of())
                .withoutDiscovery()
                .cacheDirectory(directory.resolve("cache"))
                .provider(new FolderProvider(models))
                .driver(instant.driver())
                .supervisor(instant)
                .runtime(spec)
                .build()) {
            List<Long> millis = new ArrayList<>();
            for (int round = 0; round <= SWITCHES; round++) {
                String model = round % 2 == 0 ? "first" : "second";
                long begin = System.nanoTime();
                manager.runtimes()
                        .activate(ActivationRequest.of("instant", FolderProvider.ref(model)))
                        .await();
                millis.add((System.nanoTime() - begin) / 1_000_000);
            }
            List<Long> sorted =
                    millis.subList(1, millis.size()).stream().sorted().toList();
            long median = sorted.get(SWITCHES / 2);
            System.out.println("activate alone: median " + median + " ms, least " + sorted.get(0) + " ms, most "
                    + sorted.get(SWITCHES - 1) + " ms of " + SWITCHES);
            assertThat(median).isLessThan(LIMIT_MILLIS);
        }
    }
}
