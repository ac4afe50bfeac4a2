package dev.venom.runtime.provider.ollama.internal.catalogue;

import dev.venom.runtime.api.error.ErrorCode;
import dev.venom.runtime.api.error.VenomException;
import dev.venom.runtime.api.model.Catalogue;
import dev.venom.runtime.api.model.ModelListing;
import dev.venom.runtime.provider.ollama.internal.catalogue.library.Library;
import dev.venom.runtime.provider.ollama.internal.catalogue.library.LibraryFile;
import dev.venom.runtime.provider.ollama.internal.catalogue.library.SeedLibrary;
import dev.venom.runtime.spi.provider.ProviderContext;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * The catalogue of the library. A copy younger than a day is shown as it is; an older one is asked for anew, in the
 * background, and shown as stale where the source does not answer soon. Where there is none, the list of the jar is
 * better than nothing. Thread-safe; one for each provider, which belongs to one host.
 */
public final class Catalogues {
    private static final Duration YOUNG = Duration.ofDays(1);
    private static final Duration PAUSE = Duration.ofMinutes(5);
    private static final Duration PATIENCE_WITH_COPY = Duration.ofSeconds(3);
    private static final Duration PATIENCE_WITHOUT = Duration.ofSeconds(15);

    private final ReentrantLock lock = new ReentrantLock();
    private @Nullable Refresh refresh;
    private @Nullable Library latest;

    /** A catalogue that has not been looked at; nothing is read or fetched. */
    public Catalogues() {}

    /**
     * Looks for models of the library.
     *
     * @param text words to find
     * @param limit most results
     * @param context what there is to work with
     * @return variants of models, those whose name has all the words first
     */
    public List<ModelListing> search(String text, int limit, ProviderContext context) {
        return catalogue(context).matching(text).models().stream().limit(limit).toList();
    }

    /**
     * All models of the library. Never fails because of the source: it is older then, and says so.
     *
     * @param context what there is to work with
     * @return the catalogue
     * @throws VenomException INVALID_REQUEST if the source's address is none; CANCELLED if the thread is interrupted
     */
    public Catalogue catalogue(ProviderContext context) {
        LibrarySource source = LibrarySource.of(context);
        Optional<Library> known = known(source, context);
        Instant now = context.clock().instant();
        if (known.isPresent() && known.get().isYoungerThan(YOUNG, now)) {
            if (DetailFetch.isDue(known.get(), now)) {
                refresh(source, context, known);
            }
            return fresh(known.get());
        }
        Refresh asked = refresh(source, context, known);
        try {
            Duration timeout = known.isPresent() ? PATIENCE_WITH_COPY : PATIENCE_WITHOUT;
            return fresh(asked.list().get(timeout.toMillis(), TimeUnit.MILLISECONDS));
        } catch (TimeoutException late) {
            return stale(known, "it has not answered yet");
        } catch (ExecutionException failed) {
            return stale(known, String.valueOf(failed.getCause().getMessage()));
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new VenomException(
                    ErrorCode.CANCELLED, "The catalogue was not waited for.", "Ask again.", interrupted);
        }
    }

    private Refresh refresh(LibrarySource source, ProviderContext context, Optional<Library> known) {
        lock.lock();
        try {
            Refresh current = refresh;
            if (current == null || current.isOver(context.clock().instant(), PAUSE)) {
                current = new Refresh(source, context, known, this::keep);
                refresh = current;
                current.start();
            }
            return current;
        } finally {
            lock.unlock();
        }
    }

    /** What is in memory, or the copy on disk, which another process may have renewed. */
    private Optional<Library> known(LibrarySource source, ProviderContext context) {
        lock.lock();
        try {
            Library inMemory = latest;
            if (inMemory == null
                    || !inMemory.isYoungerThan(YOUNG, context.clock().instant())) {
                latest = LibraryFile.in(context.settings().cacheDirectory())
                        .read()
                        .orElse(inMemory);
            }
            // Of another source, a copy is no copy.
            return Optional.ofNullable(latest)
                    .filter(library -> library.source().equals(source.shown()));
        } finally {
            lock.unlock();
        }
    }

    private void keep(Library library, ProviderContext context) {
        lock.lock();
        try {
            latest = library;
        } finally {
            lock.unlock();
        }
        LibraryFile.in(context.settings().cacheDirectory()).write(library);
    }

    private static Catalogue fresh(Library library) {
        return view(library, false, library.warnings());
    }

    private static Catalogue stale(Optional<Library> known, String reason) {
        Library shown = known.orElseGet(SeedLibrary::read);
        List<String> warnings = new ArrayList<>(shown.warnings());
        warnings.add("The source could not be asked: " + reason);
        return view(shown, true, warnings);
    }

    /** Sizes that nobody has read yet are those of the list in the jar. */
    private static Catalogue view(Library library, boolean stale, List<String> warnings) {
        Library completed = library.paged() ? library.completedBy(SeedLibrary.read()) : library;
        return new Catalogue(Listings.of(completed), library.source(), library.fetchedAt(), stale, warnings);
    }
}
