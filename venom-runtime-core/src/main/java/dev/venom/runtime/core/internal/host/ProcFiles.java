package dev.venom.runtime.core.internal.host;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads files of {@code /proc}, which vanish at any moment and say nothing of their length. Immutable. */
record ProcFiles(Path root) {
    static final ProcFiles SYSTEM = new ProcFiles(Path.of("/proc"));

    Optional<String> text(String... path) {
        try {
            return Optional.of(Files.readString(file(path), StandardCharsets.ISO_8859_1));
        } catch (IOException goneOrForbidden) {
            return Optional.empty();
        }
    }

    Optional<Path> link(String... path) {
        try {
            return Optional.of(Files.readSymbolicLink(file(path)));
        } catch (IOException goneOrForbidden) {
            return Optional.empty();
        }
    }

    Optional<Integer> owner(String... path) {
        try {
            return Optional.of((Integer) Files.getAttribute(file(path), "unix:uid"));
        } catch (IOException | UnsupportedOperationException unknown) {
            return Optional.empty();
        }
    }

    List<String> names(String... path) {
        List<String> names = new ArrayList<>();
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(file(path))) {
            entries.forEach(entry -> names.add(String.valueOf(entry.getFileName())));
        } catch (IOException | java.nio.file.DirectoryIteratorException goneOrForbidden) {
            return List.copyOf(names);
        }
        return List.copyOf(names);
    }

    private Path file(String... path) {
        Path file = root;
        for (String part : path) {
            file = file.resolve(part);
        }
        return file;
    }
}
