package dev.venom.runtime.core.internal.download;

import dev.venom.runtime.api.error.ErrorCode;
import dev.venom.runtime.api.error.VenomException;
import dev.venom.runtime.spi.provider.RemoteFile;

/** Wraps what nobody expected, so that a caller sees one kind of exception. */
final class Defects {
    private Defects() {}

    static VenomException describe(RemoteFile file, RuntimeException defect) {
        if (defect instanceof VenomException known) {
            return known;
        }
        return new VenomException(
                ErrorCode.INTERNAL,
                "The download of " + file.path() + " met a defect: "
                        + defect.getClass().getName() + ".",
                "Please report it with the log; what was received is kept.",
                defect);
    }
}
