package dev.venom.runtime.core.internal.driver.task;

import java.util.List;

/**
 * What a model is given. Immutable.
 *
 * @param text the text; where texts are compared, its first line is compared with the others
 * @param tokens how many tokens it may write
 */
public record Prompt(String text, int tokens) {
    /** Costs as little as can be: one token. */
    public static final Prompt SHORTEST = new Prompt("Hello", 1);

    String query() {
        return lines().get(0);
    }

    /** What the query is compared with: itself, where there is nothing else. */
    List<String> documents() {
        List<String> lines = lines();
        return lines.size() > 1 ? lines.subList(1, lines.size()) : lines;
    }

    private List<String> lines() {
        List<String> lines = text.lines().filter(line -> !line.isBlank()).toList();
        return lines.isEmpty() ? List.of(text) : lines;
    }
}
