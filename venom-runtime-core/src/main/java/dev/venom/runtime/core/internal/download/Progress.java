package dev.venom.runtime.core.internal.download;

/** How far a file has come, and who waits for more of it. Confined to whoever guards it. */
final class Progress {
    private static final long NOTHING = Long.MAX_VALUE;

    private long mostReceived;
    private long awaitedFrontier = NOTHING;

    /**
     * Nothing is new yet.
     *
     * @param receivedBytes what an earlier attempt left
     */
    Progress(long receivedBytes) {
        this.mostReceived = receivedBytes;
    }

    /** Whether bytes came that were never there before: a server may send the same ones for ever. */
    boolean isNew(long receivedBytes) {
        boolean more = receivedBytes > mostReceived;
        mostReceived = Math.max(mostReceived, receivedBytes);
        return more;
    }

    /** Somebody wants to know when the frontier is there. */
    void await(long frontier) {
        awaitedFrontier = frontier;
    }

    /** Nobody waits any more. */
    void arrived() {
        awaitedFrontier = NOTHING;
    }

    /** Whether whoever waits has what it waits for. */
    boolean reaches(long frontier) {
        return frontier >= awaitedFrontier;
    }
}
