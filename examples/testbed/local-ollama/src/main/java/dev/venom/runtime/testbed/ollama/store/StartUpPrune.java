package dev.venom.runtime.testbed.ollama.store;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What a daemon does to its store when it starts: whatever lies in {@code blobs} and belongs to no model goes. From
 * version 0.21 on files younger than an hour are spared; before, none are.
 */
public final class StartUpPrune {

    private static final Logger log = LoggerFactory.getLogger(StartUpPrune.class);
    private static final Pattern BLOB = Pattern.compile("sha256-[0-9a-f]{64}");

    private final ModelStore store;
    private final Duration grace;
    private final InstantSource clock;

    /** A prune that spares files younger than that. */
    public StartUpPrune(ModelStore store, Duration grace, InstantSource clock) {
        this.store = store;
        this.grace = grace;
        this.clock = clock;
    }

    /** Prunes, unless a manifest cannot be read: then nothing is touched. */
    public void run() {
        try {
            if (!Files.isDirectory(store.blobs())) {
                return;
            }
            if (hasCorruptManifests()) {
                log.warn("corrupt manifests detected, skipping prune operation");
                return;
            }
            Set<String> used = store.usedDigests();
            for (Path file : files()) {
                prune(file, used);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot prune " + store.root(), e);
        }
    }

    private void prune(Path file, Set<String> used) throws IOException {
        String name = file.getFileName().toString();
        boolean kept = BLOB.matcher(name).matches() && used.contains(name.replace('-', ':'));
        if (!kept && !isYoung(file)) {
            log.info("pruned file={}", name);
            Files.deleteIfExists(file);
        }
    }

    private boolean isYoung(Path file) throws IOException {
        Instant modified = Files.getLastModifiedTime(file).toInstant();
        return modified.plus(grace).isAfter(clock.instant());
    }

    private boolean hasCorruptManifests() {
        return store.manifestFiles().stream().anyMatch(file -> {
            try {
                Manifest.parse(Files.readAllBytes(file));
                return false;
            } catch (IOException e) {
                return true;
            }
        });
    }

    private List<Path> files() throws IOException {
        try (Stream<Path> files = Files.list(store.blobs())) {
            return files.filter(Files::isRegularFile).toList();
        }
    }
}
