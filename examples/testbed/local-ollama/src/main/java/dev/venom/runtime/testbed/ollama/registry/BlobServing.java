package dev.venom.runtime.testbed.ollama.registry;

/** Where the bytes of blobs come from. */
public enum BlobServing {
    /** 307 to a signed address of the storage, which has another host name: as the public registry does. */
    REDIRECT,
    /** 200 with the bytes, as a plain registry does; Ollama itself cannot pull from it. */
    DIRECT,
    /** 200 with the bytes and a {@code Location} header, by which Ollama finds its way. */
    DIRECT_WITH_LOCATION
}
