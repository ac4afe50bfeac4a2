package dev.venom.runtime.provider.ollama.internal.catalogue;

import dev.venom.runtime.api.error.ErrorCode;
import dev.venom.runtime.api.error.VenomException;
import dev.venom.runtime.provider.ollama.internal.catalogue.library.Library;
import dev.venom.runtime.provider.ollama.internal.catalogue.library.LibraryModel;
import dev.venom.runtime.provider.ollama.internal.catalogue.library.LibraryTag;
import dev.venom.runtime.provider.ollama.internal.catalogue.page.JsonPage;
import dev.venom.runtime.provider.ollama.internal.catalogue.page.LibraryPage;
import dev.venom.runtime.provider.ollama.internal.catalogue.page.TagsPage;
import dev.venom.runtime.spi.provider.ProviderContext;
import dev.venom.runtime.spi.transport.HttpCall;
import dev.venom.runtime.spi.transport.HttpReply;
import dev.venom.runtime.spi.transport.Origin;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The server that lists the library: {@code OLLAMA_CATALOG_URL}, or the public library's pages. What answers in JSON is a
 * whole catalogue; what answers in HTML lists models, and each has a page of its variants.
 *
 * @param address where the list is
 */
record LibrarySource(URI address) {
    private static final String SETTING = "OLLAMA_CATALOG_URL";
    private static final String PUBLIC_LIBRARY = "https://ollama.com/library";
    private static final long LARGEST_PAGE_BYTES = 8L << 20;
    private static final int MOST_PAGES = 20;
    private static final Duration TIMEOUT = Duration.ofSeconds(10);
    private static final int NOT_MODIFIED = 304;
    private static final int NOT_FOUND = 404;

    static LibrarySource of(ProviderContext context) {
        String text = context.settings().value(SETTING).orElse(PUBLIC_LIBRARY);
        try {
            URI address = URI.create(text);
            if (("http".equals(address.getScheme()) || "https".equals(address.getScheme()))
                    && Origin.find(address).isPresent()
                    && !address.getRawAuthority().contains("@")) {
                return new LibrarySource(address);
            }
        } catch (IllegalArgumentException notAnAddress) {
            // Told below, as other nonsense.
        }
        throw new VenomException(
                ErrorCode.INVALID_REQUEST,
                "The variable " + SETTING + " is not an address of the web.",
                "Set it to something like " + PUBLIC_LIBRARY + ", or unset it.");
    }

    /** Its address as people may see it: without a query, in which a secret could be, and without a password. */
    String shown() {
        return address.getScheme() + "://" + address.getRawAuthority() + address.getRawPath();
    }

    /** The library as it is now, completed by what an earlier state knew of the same models. */
    Library fetch(ProviderContext context, Optional<Library> known) {
        Instant now = context.clock().instant();
        HttpCall call = call(address);
        Optional<String> etag = known.flatMap(Library::etag);
        HttpReply reply = context.transport()
                .send(etag.map(tag -> call.withHeader("If-None-Match", tag)).orElse(call));
        if (reply.head().status() == NOT_MODIFIED && known.isPresent()) {
            return known.get().confirmed(now);
        }
        requireSuccess(reply);
        Library library = isJson(reply) ? ofJson(reply, now) : ofPages(context, reply, now);
        if (library.models().isEmpty()) {
            throw unavailable("lists no models");
        }
        return known.map(library::completedBy).orElse(library);
    }

    /** The variants of one model, from its own page; none where it has no such page. */
    List<LibraryTag> tags(ProviderContext context, String model) {
        URI page = address.resolve("/library/" + model + "/tags");
        HttpReply reply = context.transport().send(call(page));
        if (reply.head().status() == NOT_FOUND) {
            return List.of();
        }
        requireSuccess(reply);
        return TagsPage.read(reply.text(), reply.head().uri(), model);
    }

    private Library ofJson(HttpReply reply, Instant now) {
        JsonPage page = JsonPage.read(reply.body());
        List<String> warnings = page.broken() ? List.of("The list breaks off: what follows is missing.") : List.of();
        return new Library(shown(), now, reply.head().headers().first("ETag"), false, page.models(), warnings);
    }

    private Library ofPages(ProviderContext context, HttpReply first, Instant now) {
        Map<String, LibraryModel> models = new LinkedHashMap<>();
        List<String> warnings = new ArrayList<>();
        int unusable = 0;
        LibraryPage page = LibraryPage.read(first.text(), first.head().uri());
        for (int number = 1; ; number++) {
            page.models().forEach(model -> models.merge(model.name(), model, LibraryModel::or));
            unusable += page.unusable();
            if (page.next().isEmpty() || number == MOST_PAGES) {
                if (page.next().isPresent() || page.breaksOff()) {
                    warnings.add("The list has more pages than could be read: what follows is missing.");
                }
                break;
            }
            Optional<LibraryPage> following = following(context, page.next().get(), warnings);
            if (following.isEmpty()) {
                break;
            }
            page = following.get();
        }
        if (unusable > 0) {
            warnings.add(unusable + " entries were left out, because their names are none.");
        }
        return new Library(
                shown(), now, first.head().headers().first("ETag"), true, List.copyOf(models.values()), warnings);
    }

    private static Optional<LibraryPage> following(ProviderContext context, URI address, List<String> warnings) {
        try {
            HttpReply reply = context.transport().send(call(address));
            if (reply.head().isSuccess()) {
                return Optional.of(LibraryPage.read(reply.text(), reply.head().uri()));
            }
            warnings.add("A page of the list is missing: HTTP " + reply.head().status() + ".");
        } catch (VenomException failure) {
            warnings.add("A page of the list is missing: " + failure.getMessage());
        }
        return Optional.empty();
    }

    private static HttpCall call(URI page) {
        return HttpCall.get(page)
                .withHeader("Accept", "text/html, application/json")
                .withMaxReplyBytes(LARGEST_PAGE_BYTES)
                .withTimeout(TIMEOUT);
    }

    private void requireSuccess(HttpReply reply) {
        if (!reply.head().isSuccess()) {
            throw unavailable("answers with HTTP " + reply.head().status());
        }
    }

    private VenomException unavailable(String what) {
        return new VenomException(
                ErrorCode.PROVIDER_UNAVAILABLE,
                "The Ollama library at " + shown() + " " + what + ".",
                "Check " + SETTING + " and the network; models can be installed by name all the same.");
    }

    private static boolean isJson(HttpReply reply) {
        String type = reply.head().headers().first("Content-Type").orElse("");
        String start = new String(reply.body(), 0, Math.min(64, reply.body().length), StandardCharsets.UTF_8);
        return type.contains("json")
                || start.stripLeading().startsWith("{")
                || start.stripLeading().startsWith("[");
    }
}
