package dev.venom.runtime.testbed.hub.repository;

import dev.venom.runtime.testbed.hub.content.Blob;
import dev.venom.runtime.testbed.hub.content.Content;
import dev.venom.runtime.testbed.hub.content.ContentDigest;

/**
 * A file of a commit. Immutable.
 *
 * @param path its full path; the hub serves hostile ones too
 * @param blob its bytes
 * @param storage where they are kept
 */
public record HubFile(String path, Blob blob, Storage storage) {

    /** The length in bytes. */
    public long size() {
        return blob.size();
    }

    /** Whether the file is in LFS. */
    public boolean isLfs() {
        return storage == Storage.LFS;
    }

    /** The name that the file has in a client's cache: SHA-256 for LFS files, git's blob id for the others. */
    public String etag() {
        return isLfs() ? blob.sha256() : blob.gitSha1();
    }

    /** Git's id of what is in the repository: for LFS files that is the pointer, not the content. */
    public String oid() {
        return isLfs() ? ContentDigest.gitSha1(pointer()) : blob.gitSha1();
    }

    /** The pointer that stands in git for a file in LFS. */
    public Content pointer() {
        return Content.of(
                "version https://git-lfs.github.com/spec/v1\noid sha256:" + blob.sha256() + "\nsize " + size() + "\n");
    }
}
