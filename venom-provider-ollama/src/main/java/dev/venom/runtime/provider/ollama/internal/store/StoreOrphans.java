package dev.venom.runtime.provider.ollama.internal.store;

import dev.venom.runtime.api.model.Digest;
import dev.venom.runtime.api.model.PruneReport;
import dev.venom.runtime.spi.provider.ModelProvider.Orphan;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Finds what belongs to no model of the store, by the rules by which a daemon prunes when it starts: contents that
 * no manifest names, and unfinished downloads that somebody gave up. Deletes nothing. Confined to one thread.
 */
public final class StoreOrphans {
    private static final Logger LOG = LoggerFactory.getLogger(StoreOrphans.class);
    private static final Pattern CONTENT = Pattern.compile("sha256-[0-9a-f]{64}");
    private static final Pattern UNFINISHED = Pattern.compile("sha256-[0-9a-f]{64}(-partial.*|\\.tmp)|sha256-[0-9]+");
    /** A younger unfinished download may still go on. */
    private static final Duration GIVEN_UP = Duration.ofDays(1);
    /** A pull, of a daemon or of ours, names its contents only when all are there and checked. */
    private static final Duration YOUNG = Duration.ofHours(1);

    private final StoreLayout store;
    private final Instant now;
    private final List<Orphan> orphans = new ArrayList<>();

    /**
     * A scan.
     *
     * @param store the store
     * @param now the time
     */
    public StoreOrphans(StoreLayout store, Instant now) {
        this.store = store;
        this.now = now;
    }

    /**
     * Scans.
     *
     * @param needed contents of models that are known to be installed
     * @return orphans in the order in which they can be deleted
     */
    public List<Orphan> find(Collection<Digest> needed) {
        try {
            ContentUse use = ContentUse.of(store);
            if (use.unreadable() > 0) {
                LOG.warn("nothing is pruned, as a damaged manifest may name it store={}", store.root());
                return List.of();
            }
            Set<Digest> used = use.digests();
            used.addAll(needed);
            scanBlobs(used.stream()
                    .map(digest -> store.blob(digest).getFileName().toString())
                    .collect(Collectors.toSet()));
            for (Path incoming : store.allIncoming()) {
                for (Path waiting : StoreLayout.children(incoming)) {
                    addIfOld(waiting, "partial", YOUNG);
                }
            }
            return List.copyOf(orphans);
        } catch (IOException failure) {
            throw StoreFailures.of("Scanning", store.root(), failure);
        }
    }

    private void scanBlobs(Set<String> used) throws IOException {
        for (Path blob : StoreLayout.children(store.blobs())) {
            String name = blob.getFileName().toString();
            if (CONTENT.matcher(name).matches() && !used.contains(name)) {
                addIfOld(blob, "blob", YOUNG);
            } else if (UNFINISHED.matcher(name).matches()) {
                addIfOld(blob, "partial", GIVEN_UP);
            }
        }
    }

    private void addIfOld(Path file, String kind, Duration age) throws IOException {
        if (!isYounger(file, age)) {
            add(file, kind);
        }
    }

    private boolean isYounger(Path file, Duration age) throws IOException {
        try {
            return Files.getLastModifiedTime(file, LinkOption.NOFOLLOW_LINKS)
                    .toInstant()
                    .isAfter(now.minus(age));
        } catch (NoSuchFileException gone) {
            return true;
        }
    }

    private void add(Path path, String kind) throws IOException {
        try {
            String name = "ollama/" + store.root().relativize(path).toString().replace('\\', '/');
            orphans.add(new Orphan(path, new PruneReport.Item(kind, name, StoreUsage.freedBy(path))));
        } catch (NoSuchFileException gone) {
            // somebody else deleted it
        }
    }
}
