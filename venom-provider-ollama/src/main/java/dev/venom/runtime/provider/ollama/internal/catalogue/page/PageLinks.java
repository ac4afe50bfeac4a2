package dev.venom.runtime.provider.ollama.internal.catalogue.page;

import java.net.URI;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What the links of a page mean. Those to other servers mean nothing.
 *
 * @param page the address of the page
 */
record PageLinks(URI page) {
    private static final String LIBRARY = "/library/";
    private static final Pattern PAGE_NUMBER = Pattern.compile("(?:^|.*[?&])(?:p|page)=(\\d{1,4})(?:&.*)?");

    /** What stands behind {@code /library/}: a model, perhaps with its tag. */
    Optional<String> model(String href) {
        return onThisServer(href)
                .map(URI::getPath)
                .filter(path -> path.startsWith(LIBRARY))
                .map(path -> path.substring(LIBRARY.length()))
                .filter(name -> !name.isEmpty() && !name.contains("/"));
    }

    /** The page that follows this one, where an element leads to it by itself. */
    Optional<URI> nextPage(Map<String, String> attributes) {
        String address = attributes.getOrDefault(
                "hx-get", attributes.getOrDefault("rel", "").equals("next") ? attributes.getOrDefault("href", "") : "");
        int present = number(page.getRawQuery()).orElse(1);
        return onThisServer(address)
                .filter(next ->
                        number(next.getRawQuery()).filter(n -> n == present + 1).isPresent());
    }

    private Optional<URI> onThisServer(String href) {
        if (href.isEmpty()) {
            return Optional.empty();
        }
        try {
            URI target = page.resolve(href.strip());
            boolean same = page.getScheme().equals(target.getScheme())
                    && page.getRawAuthority().equals(target.getRawAuthority())
                    && target.getPath() != null;
            return same ? Optional.of(target) : Optional.empty();
        } catch (IllegalArgumentException notAnAddress) {
            return Optional.empty();
        }
    }

    private static Optional<Integer> number(@org.jspecify.annotations.Nullable String query) {
        Matcher number = PAGE_NUMBER.matcher(query == null ? "" : query);
        return number.matches() ? Optional.of(Integer.parseInt(number.group(1))) : Optional.empty();
    }
}
