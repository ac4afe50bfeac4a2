package dev.venom.runtime.examples.cockpit.demo;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Takes a directory away with all that is in it; links are not followed. */
final class RecursiveDelete {
    private static final Logger LOG = LoggerFactory.getLogger(RecursiveDelete.class);

    private RecursiveDelete() {}

    static void delete(Path root) {
        try {
            for (Path path : contentsFirst(root)) {
                Files.deleteIfExists(path);
            }
        } catch (IOException kept) {
            LOG.warn("the demonstration's directory could not be deleted path={}", root, kept);
        }
    }

    private static List<Path> contentsFirst(Path root) throws IOException {
        try (Stream<Path> paths = Files.walk(root)) {
            return paths.sorted(Comparator.reverseOrder()).toList();
        }
    }
}
