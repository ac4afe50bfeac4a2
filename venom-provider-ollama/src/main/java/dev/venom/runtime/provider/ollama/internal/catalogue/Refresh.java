package dev.venom.runtime.provider.ollama.internal.catalogue;

import dev.venom.runtime.provider.ollama.internal.catalogue.library.Library;
import dev.venom.runtime.spi.provider.ProviderContext;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One look at the source, in the background: first at its list, then at the pages of single models. Thread-safe. */
final class Refresh {
    private static final Logger LOG = LoggerFactory.getLogger(Refresh.class);

    private final LibrarySource source;
    private final ProviderContext context;
    private final Optional<Library> known;
    private final BiConsumer<Library, ProviderContext> keep;
    private final CompletableFuture<Library> list = new CompletableFuture<>();
    private volatile @Nullable Instant endedAt;

    Refresh(
            LibrarySource source,
            ProviderContext context,
            Optional<Library> known,
            BiConsumer<Library, ProviderContext> keep) {
        this.source = source;
        this.context = context;
        this.known = known;
        this.keep = keep;
    }

    void start() {
        try {
            context.background().execute(this::run);
        } catch (RejectedExecutionException closed) {
            list.completeExceptionally(closed);
            endedAt = context.clock().instant();
        }
    }

    /** The list, as soon as it is there. */
    CompletableFuture<Library> list() {
        return list;
    }

    /** Whether another one may begin: this ended some time ago. */
    boolean isOver(Instant now, Duration pause) {
        Instant end = endedAt;
        return end != null && end.plus(pause).isBefore(now);
    }

    private void run() {
        try {
            Library library = source.fetch(context, known);
            keep.accept(library, context);
            list.complete(library);
            LOG.debug(
                    "catalogue read source={} models={}",
                    library.source(),
                    library.models().size());
            if (DetailFetch.isDue(library, context.clock().instant())) {
                new DetailFetch(source, context).complete(library, completed -> keep.accept(completed, context));
            }
        } catch (RuntimeException failure) {
            LOG.debug("the catalogue could not be read source={} reason={}", source.shown(), failure.toString());
            list.completeExceptionally(failure);
        } finally {
            endedAt = context.clock().instant();
        }
    }
}
