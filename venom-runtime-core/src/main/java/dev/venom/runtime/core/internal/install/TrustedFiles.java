package dev.venom.runtime.core.internal.install;

import dev.venom.runtime.api.model.Digest;
import dev.venom.runtime.api.model.InstallState;
import dev.venom.runtime.api.model.InstalledModel;
import dev.venom.runtime.spi.provider.RemoteFile;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Predicate;

/**
 * Files that need not be hashed again: this library has hashed them, and they have not changed since. Bytes are
 * never believed because of their count, so a file that another program wrote is not among them. Immutable.
 */
final class TrustedFiles implements Predicate<RemoteFile> {
    private final Map<Digest, Instant> verifiedAt = new HashMap<>();

    TrustedFiles(Collection<InstalledModel> installed) {
        installed.stream()
                .filter(model -> model.state() != InstallState.CORRUPT)
                .forEach(model -> model.verifiedAt()
                        .ifPresent(when -> model.files()
                                .forEach(file -> verifiedAt.merge(file.digest(), when, TrustedFiles::later))));
    }

    @Override
    public boolean test(RemoteFile file) {
        Instant hashed = verifiedAt.get(file.digest());
        if (hashed == null) {
            return false;
        }
        try {
            return Files.size(file.destination()) == file.sizeBytes()
                    && !Files.getLastModifiedTime(file.destination())
                            .toInstant()
                            .isAfter(hashed);
        } catch (IOException gone) {
            return false;
        }
    }

    private static Instant later(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }
}
