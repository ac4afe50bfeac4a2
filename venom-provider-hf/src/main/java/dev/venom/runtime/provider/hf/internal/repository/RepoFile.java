package dev.venom.runtime.provider.hf.internal.repository;

import dev.venom.runtime.api.model.Digest;
import dev.venom.runtime.api.model.RelativePath;
import java.util.Optional;

/**
 * A file of one commit. Immutable.
 *
 * @param path its name in the repository
 * @param sizeBytes length of its content
 * @param blobId git's name of it; for a large file, of the pointer that stands for it
 * @param sha256 hash of the content, for a large file
 * @param xetHash name of the content in the Hub's chunk store
 */
public record RepoFile(
        RelativePath path, long sizeBytes, String blobId, Optional<String> sha256, Optional<String> xetHash) {
    /**
     * What the content hashes to; also the name of its blob in the cache.
     *
     * @return SHA-256 for a large file, git's SHA-1 for any other
     */
    public Digest digest() {
        return sha256.map(Digest::sha256).orElseGet(() -> Digest.gitSha1(blobId));
    }

    @Override
    public String toString() {
        return path + " (" + sizeBytes + " bytes)";
    }
}
