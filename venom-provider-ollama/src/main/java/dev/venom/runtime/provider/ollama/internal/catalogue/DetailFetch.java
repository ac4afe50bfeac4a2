package dev.venom.runtime.provider.ollama.internal.catalogue;

import dev.venom.runtime.api.error.VenomException;
import dev.venom.runtime.provider.ollama.internal.catalogue.library.Library;
import dev.venom.runtime.provider.ollama.internal.catalogue.library.LibraryModel;
import dev.venom.runtime.spi.provider.ProviderContext;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads the pages of single models, one after another and a limited number at a time: the most wanted that have not been
 * read lately. The library is handed on now and then, so that what was read outlives an end in the middle.
 *
 * @param source whose pages
 * @param context what there is to work with
 */
record DetailFetch(LibrarySource source, ProviderContext context) {
    private static final Logger LOG = LoggerFactory.getLogger(DetailFetch.class);
    private static final Duration LASTING = Duration.ofDays(7);
    private static final int MOST_PAGES = 100;
    private static final int MOST_FAILURES = 3;
    private static final int PAGES_BETWEEN = 8;

    /** Whether there are pages to read. */
    static boolean isDue(Library library, Instant now) {
        return library.paged() && library.models().stream().anyMatch(model -> isDue(model, now));
    }

    /** Reads pages; ends early where the source fails again and again, or the thread is interrupted. */
    void complete(Library library, Consumer<Library> keep) {
        List<LibraryModel> models = new ArrayList<>(library.models());
        int read = 0;
        int failures = 0;
        for (int i = 0; i < models.size() && read < MOST_PAGES && failures < MOST_FAILURES && !isInterrupted(); i++) {
            LibraryModel model = models.get(i);
            if (!isDue(model, context.clock().instant())) {
                continue;
            }
            read++;
            try {
                models.set(
                        i,
                        model.detailed(
                                source.tags(context, model.name()),
                                context.clock().instant()));
                failures = 0;
            } catch (VenomException failure) {
                LOG.debug("a page of the library is missing model={} reason={}", model.name(), failure.getMessage());
                failures++;
            }
            if (read % PAGES_BETWEEN == 0) {
                keep.accept(library.with(models));
            }
        }
        keep.accept(library.with(models));
        LOG.debug("read pages of the library count={} failures={}", read, failures);
    }

    private static boolean isInterrupted() {
        return Thread.currentThread().isInterrupted();
    }

    private static boolean isDue(LibraryModel model, Instant now) {
        return model.detailedAt().map(then -> !then.plus(LASTING).isAfter(now)).orElse(true);
    }
}
