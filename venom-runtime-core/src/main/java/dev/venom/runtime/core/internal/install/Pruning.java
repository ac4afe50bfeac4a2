package dev.venom.runtime.core.internal.install;

import dev.venom.runtime.api.error.Failure;
import dev.venom.runtime.api.error.VenomException;
import dev.venom.runtime.api.model.InstallState;
import dev.venom.runtime.api.model.InstalledModel;
import dev.venom.runtime.api.model.ModelDescription;
import dev.venom.runtime.api.model.ModelRef;
import dev.venom.runtime.api.model.PruneReport;
import dev.venom.runtime.core.internal.operation.OperationJournal;
import dev.venom.runtime.core.internal.operation.OperationRecord;
import dev.venom.runtime.core.internal.partial.PartialStore;
import dev.venom.runtime.core.internal.partial.PartialSummary;
import dev.venom.runtime.spi.file.FileIdentity;
import dev.venom.runtime.spi.file.StorageFailures;
import dev.venom.runtime.spi.provider.ModelProvider;
import dev.venom.runtime.spi.provider.ProviderContext;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Finds what nothing uses, and takes it away. Thread-safe. */
public final class Pruning {
    private static final Logger LOG = LoggerFactory.getLogger(Pruning.class);
    /** What an install left that was cut off is young for so long: it may be taken up again any moment. */
    private static final Duration YOUNG = Duration.ofHours(1);
    /** A decision is older than this where the disk is slow or the machine was asleep; then it is made again. */
    private static final Duration FRESH = Duration.ofSeconds(1);

    private final Path cacheDirectory;
    private final ModelServices services;
    private final OperationJournal journal;
    private final PartialStore partials;

    /**
     * Makes the pruning of a cache directory.
     *
     * @param cacheDirectory the directory that holds everything
     * @param services what works on models share
     * @param journal the journals of operations
     * @param partials unfinished files
     */
    public Pruning(Path cacheDirectory, ModelServices services, OperationJournal journal, PartialStore partials) {
        this.cacheDirectory = cacheDirectory;
        this.services = services;
        this.journal = journal;
        this.partials = partials;
    }

    /**
     * Says what would go.
     *
     * @return every item with its size
     */
    public PruneReport preview() {
        List<VenomException> troubles = new ArrayList<>();
        List<Candidate> candidates = candidates(troubles);
        return new PruneReport(candidates.stream().map(Candidate::item).toList(), true, failures(troubles));
    }

    /**
     * Takes it away.
     *
     * @return what went, and what had to stay
     * @throws VenomException the first failure, if there was one and nothing could be removed
     */
    public PruneReport prune() {
        List<PruneReport.Item> gone = new ArrayList<>();
        List<VenomException> troubles = new ArrayList<>();
        Decision decision = decision(troubles);
        for (String name : List.copyOf(decision.candidates().keySet())) {
            if (!decision.isFresh(services.clock().instant())) {
                decision = decision(new ArrayList<>());
            }
            // What is needed by now is no candidate any more.
            Optional.ofNullable(decision.candidates().get(name))
                    .ifPresent(candidate -> attempt(troubles, () -> {
                        if (candidate.removal().remove()) {
                            gone.add(candidate.item());
                        }
                    }));
        }
        if (gone.isEmpty() && !troubles.isEmpty()) {
            throw troubles.get(0);
        }
        return new PruneReport(gone, false, failures(troubles));
    }

    private Decision decision(List<VenomException> troubles) {
        Map<String, Candidate> candidates = new LinkedHashMap<>();
        candidates(troubles)
                .forEach(candidate -> candidates.put(candidate.item().name(), candidate));
        return new Decision(services.clock().instant(), candidates);
    }

    private List<Candidate> candidates(List<VenomException> troubles) {
        List<Candidate> candidates = new ArrayList<>();
        attempt(troubles, () -> candidates.addAll(partialFiles()));
        for (ModelProvider provider : services.providers().all()) {
            attempt(troubles, () -> candidates.addAll(orphans(provider)));
        }
        attempt(troubles, () -> candidates.addAll(oldJournals()));
        return candidates;
    }

    /** What fails is told, and keeps nothing else from being pruned. */
    private static void attempt(List<VenomException> troubles, Runnable action) {
        try {
            action.run();
        } catch (VenomException failure) {
            LOG.debug("left alone by prune reason={}", failure.getMessage());
            troubles.add(failure);
        }
    }

    private static List<Failure> failures(List<VenomException> troubles) {
        return troubles.stream()
                .map(trouble -> new Failure(trouble.code(), trouble.getMessage(), trouble.hint()))
                .toList();
    }

    /** A provider that can't even list its models is not believed about what belongs to none of them. */
    private List<Candidate> orphans(ModelProvider provider) {
        ProviderContext context = services.providers().context();
        provider.inventory(context);
        if (servesWhatIsNotInstalled(provider.id())) {
            return List.of();
        }
        return provider.orphans(installedOrInstalling(provider.id()), context).stream()
                .map(orphan -> new Candidate(orphan.item(), () -> delete(orphan.path())))
                .toList();
    }

    private List<Candidate> oldJournals() {
        return journal.expired().stream()
                .map(old -> new Candidate(
                        new PruneReport.Item(
                                "journal", cacheDirectory.relativize(old).toString(), size(old)),
                        () -> delete(old)))
                .toList();
    }

    /** A runtime may still serve the snapshot before the last: then nothing of its provider is pruned. */
    private boolean servesWhatIsNotInstalled(String provider) {
        List<InstalledModel> installed = services.store().models(provider);
        return services.use().pathsInUse(provider).stream()
                .anyMatch(path -> installed.stream().noneMatch(model -> FileIdentity.isWithin(path, model.location())));
    }

    private List<Candidate> partialFiles() {
        Instant limit = services.clock().instant().minus(YOUNG);
        try {
            return partials.partials().stream()
                    .filter(partial -> !partial.leased() && partial.touched().isBefore(limit))
                    .map(this::candidate)
                    .toList();
        } catch (IOException failure) {
            throw StorageFailures.writing(partials.directory(), failure);
        }
    }

    private Candidate candidate(PartialSummary partial) {
        return new Candidate(
                new PruneReport.Item("partial", "partial/" + partial.hex(), partial.heldBytes()),
                () -> discard(partial));
    }

    private boolean discard(PartialSummary partial) {
        try {
            return partials.discard(partial.hex());
        } catch (IOException failure) {
            throw StorageFailures.writing(partials.directory(), failure);
        }
    }

    private List<InstalledModel> installedOrInstalling(String provider) {
        List<InstalledModel> models = new ArrayList<>(services.store().models(provider));
        journal.all().stream()
                .filter(OperationRecord::isLive)
                .flatMap(record -> record.status().model().stream())
                .filter(ref -> ref.provider().equals(provider))
                .map(this::underWay)
                .forEach(models::add);
        return models;
    }

    /** A model of which nothing is known yet but that somebody works on it. */
    private InstalledModel underWay(ModelRef ref) {
        return new InstalledModel(
                ref,
                "",
                ref.name(),
                cacheDirectory,
                List.of(),
                ModelDescription.UNKNOWN,
                Instant.EPOCH,
                Optional.empty(),
                Optional.empty(),
                InstallState.PARTIAL,
                Optional.empty());
    }

    private static boolean delete(Path path) {
        try {
            if (!Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS)) {
                return Files.deleteIfExists(path);
            }
            try (Stream<Path> tree = Files.walk(path)) {
                for (Path each : tree.sorted(Comparator.reverseOrder()).toList()) {
                    Files.deleteIfExists(each);
                }
            }
            return true;
        } catch (IOException failure) {
            throw StorageFailures.writing(path, failure);
        }
    }

    private static long size(Path file) {
        try {
            return Files.size(file);
        } catch (IOException gone) {
            return 0;
        }
    }

    private record Candidate(PruneReport.Item item, Removal removal) {}

    /** What goes, as far as the disk said at a moment. */
    private record Decision(Instant made, Map<String, Candidate> candidates) {
        boolean isFresh(Instant now) {
            return Duration.between(made, now).abs().compareTo(FRESH) < 0;
        }
    }

    /** Takes one thing away; says whether it was there. */
    @FunctionalInterface
    private interface Removal {
        boolean remove();
    }
}
