package dev.venom.runtime.provider.ollama.internal.catalogue.page;

import dev.venom.runtime.provider.ollama.internal.catalogue.library.LibraryTag;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/** The page of a model's variants: behind each link {@code /library/<name>:<tag>} stand its size and its context. */
public final class TagsPage {
    private static final int MOST_TAGS = 15;

    private TagsPage() {}

    /**
     * Reads a page.
     *
     * @param html its text
     * @param address where it is from
     * @param model the model that it is about
     * @return its variants in the page's order; those of the cloud are left out
     */
    public static List<LibraryTag> read(String html, URI address, String model) {
        Reading reading = new Reading(new PageLinks(address), model + ":");
        HtmlScanner.scan(html, reading);
        return List.copyOf(reading.tags.values());
    }

    private static final class Reading implements HtmlVisitor {
        private final PageLinks links;
        private final String prefix;
        private final Map<String, LibraryTag> tags = new LinkedHashMap<>();
        private Optional<String> current = Optional.empty();

        Reading(PageLinks links, String prefix) {
            this.links = links;
            this.prefix = prefix;
        }

        @Override
        public void opened(String element, Map<String, String> attributes) {
            if (element.equals("a")) {
                Optional<String> name = links.model(attributes.getOrDefault("href", ""));
                if (name.isPresent()) {
                    begin(name.get());
                }
            }
        }

        @Override
        public void text(String text) {
            for (String part : text.split("[\u2022\u00b7|]")) {
                fact(part.strip());
            }
        }

        @Override
        public void closed(String element) {
            // A variant ends where the next begins.
        }

        private void begin(String name) {
            current = Optional.of(name)
                    .filter(text -> text.startsWith(prefix))
                    .map(text -> text.substring(prefix.length()))
                    .filter(LibraryTag::isLocalTag)
                    .filter(tag -> tags.containsKey(tag) || tags.size() < MOST_TAGS);
            current.ifPresent(tag -> tags.putIfAbsent(tag, LibraryTag.named(tag)));
        }

        private void fact(String text) {
            OptionalLong context = Figures.context(text);
            OptionalLong size = context.isPresent() ? OptionalLong.empty() : Figures.size(text);
            current.ifPresent(
                    tag -> tags.computeIfPresent(tag, (unused, known) -> known.or(new LibraryTag(tag, size, context))));
        }
    }
}
