package dev.venom.runtime.supervisor.systemd.internal.unit;

import dev.venom.runtime.api.error.ErrorCode;
import dev.venom.runtime.api.error.VenomException;
import dev.venom.runtime.api.runtime.RuntimeSpec;
import dev.venom.runtime.api.runtime.UnitPlan;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Objects;

/** Puts units where they belong, whole or not at all. */
public final class UnitWriter {
    private UnitWriter() {}

    /**
     * Writes a unit.
     *
     * @return false if it stood there already
     * @throws VenomException PERMISSION_DENIED; also if a file that is not ours stands there
     */
    public static boolean write(UnitPlan plan) {
        try {
            if (Files.exists(plan.file())) {
                String there = Files.readString(plan.file());
                if (there.equals(plan.text())) {
                    return false;
                }
                requireOurs(plan, there);
            }
            replace(plan.file(), plan.text());
            return true;
        } catch (AccessDeniedException denied) {
            throw denied(plan, denied);
        } catch (FileSystemException failure) {
            throw "Read-only file system".equals(failure.getReason()) ? denied(plan, failure) : broken(plan, failure);
        } catch (IOException failure) {
            throw broken(plan, failure);
        }
    }

    private static void requireOurs(UnitPlan plan, String there) {
        if (!Marker.isIn(there)) {
            throw new VenomException(
                    ErrorCode.PERMISSION_DENIED,
                    "The unit file " + plan.file() + " is not ours and is not replaced",
                    "Look at it with systemctl cat " + plan.unit() + ", and ask for the unit of " + plan.runtime()
                            + " again");
        }
    }

    /** Two writers at once each rename a whole file. */
    private static void replace(Path file, String text) throws IOException {
        Path directory = Objects.requireNonNull(file.getParent(), "directory of a unit");
        Files.createDirectories(directory);
        Path temporary = Files.createTempFile(directory, ".venom-", ".tmp");
        try {
            try (FileChannel channel = FileChannel.open(temporary, StandardOpenOption.WRITE)) {
                ByteBuffer bytes = ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
                while (bytes.hasRemaining()) {
                    channel.write(bytes);
                }
                channel.force(true);
            }
            Files.setPosixFilePermissions(temporary, PosixFilePermissions.fromString("rw-r--r--"));
            Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(temporary);
        }
    }

    private static VenomException denied(UnitPlan plan, IOException cause) {
        boolean system = plan.scope() == RuntimeSpec.Scope.SYSTEM;
        return new VenomException(
                ErrorCode.PERMISSION_DENIED,
                "The unit " + plan.unit() + " cannot be written to " + plan.file(),
                system
                        ? "Install it as root, or set \"scope\":\"user\" for " + plan.runtime()
                        : "Make the directory writable for this user",
                cause);
    }

    private static VenomException broken(UnitPlan plan, IOException cause) {
        return new VenomException(
                ErrorCode.INTERNAL,
                "The unit " + plan.unit() + " cannot be written to " + plan.file() + ": " + cause.getMessage(),
                "Look at the directory, and try again",
                cause);
    }
}
