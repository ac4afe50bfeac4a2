package dev.venom.runtime.testbed.hub.repository;

/** Where a file's bytes are kept. */
public enum Storage {
    /** In git itself: named by git's blob id, served by the Hub. */
    PLAIN,
    /** In LFS: named by its SHA-256, served by the CDN. */
    LFS
}
