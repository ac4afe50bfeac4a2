package dev.venom.runtime.provider.hf.internal.cache;

import dev.venom.runtime.api.error.ErrorCode;
import dev.venom.runtime.api.error.VenomException;
import dev.venom.runtime.spi.file.StorageFailures;
import java.io.IOException;
import java.nio.file.Path;

/** Says what a failed access to the cache means. */
final class CacheFailures {
    private CacheFailures() {}

    static VenomException of(String what, Path path, IOException failure) {
        return StorageFailures.ofCache().of(what, path, failure);
    }

    static VenomException inTheWay(Path path, String what) {
        return new VenomException(
                ErrorCode.CORRUPT_STATE,
                path + " is in the way: it is " + what + ", and nothing is written through or over it.",
                "Move it away, then try again.");
    }
}
