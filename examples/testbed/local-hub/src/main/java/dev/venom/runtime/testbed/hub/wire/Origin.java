package dev.venom.runtime.testbed.hub.wire;

/** The two servers a download meets: the Hub answers questions, the CDN has the large files. */
public enum Origin {
    /** The API, and the files that are not in LFS. */
    HUB,
    /** The storage that signed URLs point to. */
    CDN
}
