package dev.venom.runtime.core.internal.partial;

import dev.venom.runtime.api.model.Digest;

/**
 * First line of a journal: which file it belongs to, and since which boot it has been written.
 *
 * @param digest what the file must hash to
 * @param sizeBytes its announced length
 * @param bootId the kernel's name of the boot; extents of another boot may never have reached the disk
 */
record JournalHeader(Digest digest, long sizeBytes, String bootId) {
    boolean describes(Digest otherDigest, long otherSizeBytes) {
        return digest.equals(otherDigest) && sizeBytes == otherSizeBytes;
    }
}
