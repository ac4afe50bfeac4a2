package dev.venom.runtime.provider.ollama.internal.catalogue.page;

import dev.venom.runtime.provider.ollama.internal.catalogue.library.LibraryModel;
import dev.venom.runtime.provider.ollama.internal.catalogue.library.LibraryTag;
import java.net.URI;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * A page that lists models. What belongs to a model is the text behind its link, {@code /library/<name>}: the first
 * paragraph is its summary, words such as {@code vision} are capabilities, {@code 270m} is a variant, and {@code 24.5M}
 * before {@code Pulls} tells how much it is wanted. Classes and the order of things do not matter.
 *
 * @param models in the page's order
 * @param next the page that follows, asked of the same server
 * @param unusable how many links name something that is no model
 * @param breaksOff true where more follows that can't be asked for
 */
public record LibraryPage(List<LibraryModel> models, Optional<URI> next, int unusable, boolean breaksOff) {
    private static final int MOST_MODELS = 2_000;

    /** Copies the list. */
    public LibraryPage {
        models = List.copyOf(models);
    }

    /**
     * Reads a page.
     *
     * @param html its text
     * @param address where it is from
     * @return what could be made out
     */
    public static LibraryPage read(String html, URI address) {
        Reading reading = new Reading(new PageLinks(address));
        HtmlScanner.scan(html, reading);
        reading.finish();
        boolean breaksOff = reading.announced && reading.next.isEmpty() || reading.models.size() >= MOST_MODELS;
        return new LibraryPage(List.copyOf(reading.models.values()), reading.next, reading.unusable, breaksOff);
    }

    private static final class Reading implements HtmlVisitor {
        private final PageLinks links;
        private final Map<String, LibraryModel> models = new LinkedHashMap<>();
        private Optional<URI> next = Optional.empty();
        private int unusable;
        private boolean announced;
        private Optional<ModelText> current = Optional.empty();

        Reading(PageLinks links) {
            this.links = links;
        }

        @Override
        public void opened(String element, Map<String, String> attributes) {
            if (next.isEmpty()) {
                next = links.nextPage(attributes);
                announced = announced || links.announcesNextPage(attributes);
            }
            if (element.equals("a")) {
                links.model(attributes.getOrDefault("href", "")).ifPresent(this::begin);
            } else if (element.equals("p")) {
                current.ifPresent(ModelText::paragraph);
            }
        }

        @Override
        public void text(String text) {
            current.ifPresent(model -> model.text(text));
        }

        @Override
        public void closed(String element) {
            if (element.equals("p")) {
                current.ifPresent(ModelText::endOfParagraph);
            } else if (element.equals("li")) {
                finish();
            }
        }

        private void begin(String name) {
            finish();
            if (LibraryModel.isName(name)) {
                current = Optional.of(new ModelText(name));
            } else if (!name.contains(":")) {
                unusable++;
            }
        }

        private void finish() {
            current.map(ModelText::model)
                    .filter(model -> models.size() < MOST_MODELS || models.containsKey(model.name()))
                    .ifPresent(model -> models.merge(model.name(), model, LibraryModel::or));
            current = Optional.empty();
        }
    }

    /** What is written about one model. */
    private static final class ModelText {
        private static final int LONGEST_SUMMARY = 300;
        private static final int MOST_LABELS = 15;
        private static final List<String> CAPABILITIES =
                List.of("tools", "vision", "embedding", "thinking", "audio", "image", "insert");

        private final String name;
        private final List<String> capabilities = new ArrayList<>();
        private final List<LibraryTag> tags = new ArrayList<>();
        private final StringBuilder summary = new StringBuilder();
        private OptionalLong pulls = OptionalLong.empty();
        private String before = "";
        private boolean inSummary;
        private boolean summaryEnded;

        ModelText(String name) {
            this.name = name;
        }

        void paragraph() {
            inSummary = !summaryEnded;
        }

        void endOfParagraph() {
            inSummary = false;
            summaryEnded = summaryEnded || !summary.isEmpty();
        }

        void text(String text) {
            if (inSummary && summary.length() < LONGEST_SUMMARY) {
                summary.append(summary.isEmpty() ? "" : " ").append(text);
            } else if (CAPABILITIES.contains(text) && !capabilities.contains(text)) {
                capabilities.add(text);
            } else if (Figures.parameters(text).isPresent() && tags.size() < MOST_LABELS) {
                label(text);
            } else if (pulls.isEmpty() && text.endsWith("Pulls")) {
                pulls = Figures.count(text.equals("Pulls") ? before : text.substring(0, text.length() - 5));
            }
            before = text;
        }

        /** A number of weights, written in lower case; {@code 24.5M} is a number of pulls. */
        private void label(String text) {
            boolean lower = Character.isLowerCase(text.charAt(text.length() - 1));
            if (lower && tags.stream().noneMatch(tag -> tag.tag().equals(text))) {
                tags.add(LibraryTag.named(text));
            }
        }

        LibraryModel model() {
            String line =
                    summary.length() > LONGEST_SUMMARY ? summary.substring(0, LONGEST_SUMMARY) : summary.toString();
            return new LibraryModel(
                    name,
                    Optional.of(line).filter(text -> !text.isEmpty()),
                    pulls,
                    capabilities,
                    tags,
                    Optional.empty());
        }
    }
}
