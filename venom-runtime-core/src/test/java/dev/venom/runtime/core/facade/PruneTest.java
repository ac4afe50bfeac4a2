package dev.venom.runtime.core.facade;

import static org.assertj.core.api.Assertions.assertThat;

import dev.venom.runtime.api.model.InstalledModel;
import dev.venom.runtime.api.model.PruneReport;
import dev.venom.runtime.core.ModelManager;
import dev.venom.runtime.spi.provider.ModelProvider;
import dev.venom.runtime.spi.provider.ProviderContext;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Pruning beside others who work on the same models. */
class PruneTest {
    @TempDir
    Path directory;

    @Test
    void decidesAgainWhereItStoodStillInBetween() throws IOException {
        Path first = Files.writeString(directory.resolve("first"), "nobody's");
        Path second = Files.writeString(directory.resolve("second"), "nobody's yet");
        Path third = Files.writeString(directory.resolve("third"), "nobody's");
        AtomicInteger decisions = new AtomicInteger();
        SoundProvider provider = new SoundProvider(directory.resolve("absent")) {
            @Override
            public List<Orphan> orphans(Collection<InstalledModel> installed, ProviderContext context) {
                // An install has taken the second file meanwhile.
                boolean isFirst = decisions.getAndIncrement() == 0;
                return Stream.of(first, second, third)
                        .filter(Files::exists)
                        .filter(file -> isFirst || !file.equals(second))
                        .map(PruneTest::orphan)
                        .toList();
            }
        };
        try (ModelManager manager = ModelManager.builder()
                .environment(Map.of())
                .cacheDirectory(directory.resolve("cache"))
                .withoutDiscovery()
                .clock(new SleepyClock())
                .provider(provider)
                .build()) {
            PruneReport report = manager.models().prune();

            assertThat(report.items()).extracting(PruneReport.Item::name).containsExactly("first", "third");
        }
        assertThat(first).doesNotExist();
        assertThat(second).hasContent("nobody's yet");
        assertThat(third).doesNotExist();
    }

    private static ModelProvider.Orphan orphan(Path file) {
        return new ModelProvider.Orphan(
                file, new PruneReport.Item("blob", file.getFileName().toString(), 1));
    }

    /** Of a machine that is suspended whenever nobody looks. */
    private static final class SleepyClock extends Clock {
        private final AtomicInteger looks = new AtomicInteger();

        @Override
        public Instant instant() {
            return Instant.parse("2026-12-01T12:00:00Z").plusSeconds(60L * looks.incrementAndGet());
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    }
}
