package dev.venom.runtime.provider.ollama.internal.catalogue.page;

import dev.venom.runtime.spi.transport.Origin;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What the links of a page mean. A mirror passes the library's own addresses on, and a proxy that ends TLS those of the
 * server behind it: path and query are asked of the server that is configured.
 *
 * @param page the address of the page
 */
record PageLinks(URI page) {
    private static final String LIBRARY = "/library/";
    private static final Set<String> LIBRARY_HOSTS = Set.of("ollama.com", "www.ollama.com", "ollama.ai");
    private static final Pattern PAGE_NUMBER = Pattern.compile("(?:^|.*[?&])(?:p|page)=(\\d{1,4})(?:&.*)?");

    /** What stands behind {@code /library/}: a model, perhaps with its tag. Links to other sites mean nothing. */
    Optional<String> model(String href) {
        return target(href)
                .filter(this::isOfTheLibrary)
                .map(URI::getPath)
                .map(path -> path.substring(path.startsWith(prefix()) ? prefix().length() : 0))
                .filter(path -> path.startsWith(LIBRARY))
                .map(path -> path.substring(LIBRARY.length()))
                .filter(name -> !name.isEmpty() && !name.contains("/"));
    }

    /** The page that follows this one, where an element leads to it by itself. */
    Optional<URI> nextPage(Map<String, String> attributes) {
        int present = number(page.getRawQuery()).orElse(1);
        return target(address(attributes))
                .filter(next -> next.getRawQuery() != null)
                .filter(next ->
                        number(next.getRawQuery()).filter(n -> n == present + 1).isPresent())
                .flatMap(this::here);
    }

    /** Whether an element says that a page follows, be it one that can be told or not. */
    boolean announcesNextPage(Map<String, String> attributes) {
        return nextPage(attributes).isPresent()
                || isNext(attributes) && !attributes.getOrDefault("href", "").isBlank();
    }

    private static String address(Map<String, String> attributes) {
        return attributes.getOrDefault("hx-get", isNext(attributes) ? attributes.getOrDefault("href", "") : "");
    }

    private static boolean isNext(Map<String, String> attributes) {
        return List.of(attributes
                        .getOrDefault("rel", "")
                        .toLowerCase(Locale.ROOT)
                        .split("\\s+"))
                .contains("next");
    }

    /** The path and query of a link, at the server of this page. */
    private Optional<URI> here(URI next) {
        String path = next.getRawPath() == null || next.getRawPath().isEmpty() ? page.getRawPath() : next.getRawPath();
        boolean isBelow = isHere(next) || path.startsWith(prefix() + "/");
        String server = page.getScheme() + "://" + page.getRawAuthority();
        return Optional.of(URI.create(server + (isBelow ? path : prefix() + path) + "?" + next.getRawQuery()));
    }

    private boolean isOfTheLibrary(URI target) {
        return isHere(target)
                || Origin.find(target)
                        .map(Origin::host)
                        .filter(LIBRARY_HOSTS::contains)
                        .isPresent();
    }

    private boolean isHere(URI target) {
        return page.getRawAuthority().equalsIgnoreCase(String.valueOf(target.getRawAuthority()));
    }

    /** What a proxy puts before the path of the library; empty as a rule. */
    private String prefix() {
        String path = String.valueOf(page.getPath());
        int library = path.indexOf("/library");
        return library > 0 ? path.substring(0, library) : "";
    }

    private Optional<URI> target(String href) {
        String text = href.strip();
        if (text.isEmpty()) {
            return Optional.empty();
        }
        try {
            URI target = text.startsWith("?")
                    ? URI.create(page.toString().replaceAll("[?#].*", "") + text)
                    : page.resolve(text);
            return target.getPath() == null ? Optional.empty() : Optional.of(target);
        } catch (IllegalArgumentException notAnAddress) {
            return Optional.empty();
        }
    }

    private static Optional<Integer> number(@Nullable String query) {
        Matcher number = PAGE_NUMBER.matcher(query == null ? "" : query);
        return number.matches() ? Optional.of(Integer.parseInt(number.group(1))) : Optional.empty();
    }
}
