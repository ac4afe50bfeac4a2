package dev.venom.runtime.testbed.hub.endpoint;

/**
 * How the Hub behaves where servers may differ. Immutable.
 *
 * @param searchPage models on a page of search results, unless the client asks for less
 * @param treePage entries on a page of a tree, unless the client asks for less
 * @param smallFiles how files that are not in LFS are served
 */
public record HubSettings(int searchPage, int treePage, SmallFiles smallFiles) {

    /** Refuses empty pages. */
    public HubSettings {
        if (searchPage < 1 || treePage < 1) {
            throw new IllegalArgumentException("A page has at least one entry, not " + searchPage + " or " + treePage);
        }
    }
}
