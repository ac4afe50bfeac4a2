package dev.venom.runtime.testbed.hub.endpoint;

import java.util.List;

/**
 * A revision with a path inside it. The slashes of {@code refs/pr/1} may come escaped or plain.
 *
 * @param revision such as {@code main}
 * @param path the parts behind it, joined; empty if there are none
 */
record RevisionPath(String revision, String path) {

    private static final int REF_PARTS = 3;

    static RevisionPath parse(List<String> segments) {
        if (segments.isEmpty()) {
            return new RevisionPath("main", "");
        }
        int parts = segments.size() >= REF_PARTS && segments.get(0).equals("refs") ? REF_PARTS : 1;
        return new RevisionPath(
                String.join("/", segments.subList(0, parts)),
                String.join("/", segments.subList(parts, segments.size())));
    }
}
