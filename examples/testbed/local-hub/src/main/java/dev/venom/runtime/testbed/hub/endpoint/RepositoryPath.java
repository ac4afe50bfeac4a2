package dev.venom.runtime.testbed.hub.endpoint;

import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A path that begins with a repository's id, which has one part or two.
 *
 * @param id such as {@code org/name}, or {@code gpt2}
 * @param action the part behind it, such as {@code tree}; empty if there is none
 * @param rest the parts behind that
 */
record RepositoryPath(String id, String action, List<String> rest) {

    static Optional<RepositoryPath> parse(List<String> segments, Set<String> actions) {
        if (segments.size() >= 3 && actions.contains(segments.get(2))) {
            return Optional.of(of(segments, 2));
        }
        if (segments.size() >= 2 && actions.contains(segments.get(1))) {
            return Optional.of(of(segments, 1));
        }
        return segments.isEmpty() || segments.size() > 2
                ? Optional.empty()
                : Optional.of(new RepositoryPath(String.join("/", segments), "", List.of()));
    }

    private static RepositoryPath of(List<String> segments, int idParts) {
        return new RepositoryPath(
                String.join("/", segments.subList(0, idParts)),
                segments.get(idParts),
                segments.subList(idParts + 1, segments.size()));
    }
}
