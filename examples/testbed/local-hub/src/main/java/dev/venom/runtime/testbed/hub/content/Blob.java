package dev.venom.runtime.testbed.hub.content;

import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/** A content together with the two names it has on the Hub. Thread-safe; digests are computed once, when first asked. */
public final class Blob {

    private final Content content;
    private final ReentrantLock lock = new ReentrantLock();
    private @Nullable String sha256;
    private @Nullable String gitSha1;

    /** A blob of this content. */
    public Blob(Content content) {
        this.content = content;
    }

    /** The bytes. */
    public Content content() {
        return content;
    }

    /** The length in bytes. */
    public long size() {
        return content.size();
    }

    /** SHA-256 of the bytes in lower-case hex: the name of an LFS file. */
    public String sha256() {
        lock.lock();
        try {
            String known = sha256;
            if (known == null) {
                known = ContentDigest.sha256(content);
                sha256 = known;
            }
            return known;
        } finally {
            lock.unlock();
        }
    }

    /** Git's blob id in lower-case hex: the name of a plain file. */
    public String gitSha1() {
        lock.lock();
        try {
            String known = gitSha1;
            if (known == null) {
                known = ContentDigest.gitSha1(content);
                gitSha1 = known;
            }
            return known;
        } finally {
            lock.unlock();
        }
    }
}
