package dev.venom.runtime.provider.ollama.internal.catalogue.page;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * Goes through HTML once, from left to right, and never fails: what is no tag is text, what is not closed ends with the
 * page. Scripts, styles, comments and templates are passed over. Confined to one thread.
 */
final class HtmlScanner {
    private static final Set<String> PASSED_OVER =
            Set.of("script", "style", "template", "noscript", "textarea", "title");
    private static final int MOST_ATTRIBUTES = 64;

    private final String html;
    private final HtmlVisitor visitor;
    private int position;

    private HtmlScanner(String html, HtmlVisitor visitor) {
        this.html = html;
        this.visitor = visitor;
    }

    static void scan(String html, HtmlVisitor visitor) {
        new HtmlScanner(html, visitor).run();
    }

    private void run() {
        while (position < html.length()) {
            if (html.charAt(position) != '<') {
                text();
            } else if (html.startsWith("<!--", position)) {
                passTo("-->");
            } else if (startsTag(position + 1) || html.startsWith("</", position) && startsTag(position + 2)) {
                tag();
            } else if (html.startsWith("<!", position) || html.startsWith("<?", position)) {
                passTo(">");
            } else {
                text();
            }
        }
    }

    private void text() {
        int end = html.indexOf('<', position + 1);
        String text = html.substring(position, end < 0 ? html.length() : end);
        position = end < 0 ? html.length() : end;
        String folded =
                HtmlEntities.decode(text).replaceAll("[\\s\\u00a0]+", " ").strip();
        if (!folded.isEmpty()) {
            visitor.text(folded);
        }
    }

    private void tag() {
        boolean closing = html.charAt(position + 1) == '/';
        position += closing ? 2 : 1;
        String element = word(">/").toLowerCase(Locale.ROOT);
        Map<String, String> attributes = attributes();
        if (closing) {
            visitor.closed(element);
        } else if (PASSED_OVER.contains(element)) {
            passTo("</" + element);
            passTo(">");
        } else {
            visitor.opened(element, attributes);
        }
    }

    private Map<String, String> attributes() {
        Map<String, String> attributes = new HashMap<>();
        while (position < html.length() && html.charAt(position) != '>') {
            if (isBlank(html.charAt(position)) || html.charAt(position) == '/') {
                position++;
            } else {
                String name = word("=>/").toLowerCase(Locale.ROOT);
                String value = value();
                if (attributes.size() < MOST_ATTRIBUTES && !name.isEmpty()) {
                    attributes.putIfAbsent(name, value);
                }
            }
        }
        position++;
        return attributes;
    }

    /** The value behind an equals sign; empty where there is none. Always moves on, also over a stray sign. */
    private String value() {
        skipBlanks();
        if (position >= html.length() || html.charAt(position) != '=') {
            return "";
        }
        position++;
        skipBlanks();
        if (position < html.length() && (html.charAt(position) == '"' || html.charAt(position) == '\'')) {
            char quote = html.charAt(position);
            int end = html.indexOf(quote, position + 1);
            String value = html.substring(position + 1, end < 0 ? html.length() : end);
            position = end < 0 ? html.length() : end + 1;
            return HtmlEntities.decode(value);
        }
        return HtmlEntities.decode(word(">"));
    }

    private String word(String ends) {
        int start = position;
        while (position < html.length() && !isBlank(html.charAt(position)) && ends.indexOf(html.charAt(position)) < 0) {
            position++;
        }
        return html.substring(start, position);
    }

    private void skipBlanks() {
        while (position < html.length() && isBlank(html.charAt(position))) {
            position++;
        }
    }

    /** Moves behind the next such text, in any case; to the end where there is none. */
    private void passTo(String text) {
        for (int i = position; i + text.length() <= html.length(); i++) {
            if (html.regionMatches(true, i, text, 0, text.length())) {
                position = i + text.length();
                return;
            }
        }
        position = html.length();
    }

    private boolean startsTag(int index) {
        return index < html.length()
                && (html.charAt(index) >= 'a' && html.charAt(index) <= 'z'
                        || html.charAt(index) >= 'A' && html.charAt(index) <= 'Z');
    }

    private static boolean isBlank(char character) {
        return character <= ' ';
    }
}
