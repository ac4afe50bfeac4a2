package dev.venom.runtime.core.internal.download;

import java.util.Locale;

/** What is being done with a file; of several files, the first in this order is shown. */
enum Phase {
    /** Bytes are on their way. */
    DOWNLOADING,
    /** Bytes on disk are hashed. */
    VERIFYING,
    /** A verified file goes to its place. */
    PUBLISHING,
    /** Somebody else fetches it, or its turn has not come. */
    WAITING,
    /** Nothing is left to do. */
    DONE;

    String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
