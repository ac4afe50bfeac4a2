package dev.venom.runtime.examples.cockpit;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.venom.runtime.testbed.hub.content.Content;
import dev.venom.runtime.testbed.hub.repository.HubRepository;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Two hundred clients follow the events of an install. That they slow it by at most a tenth is asserted where there are
 * pairs enough for a median: {@code -Dvenom.cockpit.readers.pairs=5}.
 */
class ManyReadersIT {
    private static final int READERS = 200;
    private static final int PAIRS = Integer.getInteger("venom.cockpit.readers.pairs", 1);
    private static final int ENOUGH_PAIRS = 5;
    private static final long MODEL_BYTES = Long.getLong("venom.cockpit.readers.bytes", 128L << 20);
    private static final double MOST = 1.1;
    private static final String BODY = "{\"provider\":\"hf\",\"model\":\"load/large\"}";

    @Test
    void areAllToldAndSlowNoInstall(@TempDir Path directory) throws Exception {
        HubRepository large = HubRepository.named("load/large")
                .file("config.json", "{\"architectures\":[\"LlamaForCausalLM\"],\"model_type\":\"llama\"}")
                .file("model.safetensors", Content.safetensors(MODEL_BYTES, 7))
                .build();
        LiveCockpit cockpit = LiveCockpit.over(directory, large);
        try {
            install(cockpit);
            List<Double> ratios = new ArrayList<>();
            for (int pair = 0; pair < PAIRS; pair++) {
                double alone = install(cockpit);
                double followed = installFollowed(cockpit);
                ratios.add(followed / alone);
                System.out.printf(
                        Locale.ROOT,
                        "Install of %d MiB: alone %.2f s, with %d readers %.2f s, ratio %.3f%n",
                        MODEL_BYTES >> 20,
                        alone,
                        READERS,
                        followed,
                        followed / alone);
            }
            Collections.sort(ratios);
            if (PAIRS >= ENOUGH_PAIRS) {
                assertThat(ratios.get(PAIRS / 2)).as("median of %s", ratios).isLessThanOrEqualTo(MOST);
            }
        } finally {
            cockpit.close();
        }
    }

    private static double installFollowed(LiveCockpit cockpit) throws Exception {
        try (SilentReaders readers = SilentReaders.of(cockpit.uri("/api/v1/models/events"), READERS)) {
            long before = readers.leastBytes();
            double seconds = install(cockpit);
            assertThat(readers.leastBytes()).as("what each reader was told").isGreaterThan(before);
            return seconds;
        }
    }

    /** From the request to the end of the operation; the model is removed again. */
    private static double install(LiveCockpit cockpit) throws Exception {
        long begin = System.nanoTime();
        JsonNode ended = cockpit.run("/api/v1/models/install", BODY);
        double seconds = (System.nanoTime() - begin) / 1e9;
        assertThat(ended.path("state").asText()).as(ended.toString()).isEqualTo("succeeded");
        cockpit.run("/api/v1/models/remove", BODY);
        return seconds;
    }
}
