package dev.venom.runtime.testbed.hub.endpoint;

/** How files that are not in LFS are served. */
public enum SmallFiles {
    /** With the first answer. */
    DIRECT,
    /** By a redirect with a relative address, on the Hub itself. */
    RESOLVE_CACHE
}
