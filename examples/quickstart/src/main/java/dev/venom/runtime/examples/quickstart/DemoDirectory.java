package dev.venom.runtime.examples.quickstart;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** The directory of the demonstration: emptied before each, so that there is something to download. */
final class DemoDirectory {
    private static final String OURS = "manifest.json";

    private DemoDirectory() {}

    /** Deletes what an earlier demonstration left; refuses a directory that somebody else made. */
    static void clear(Path directory) throws IOException {
        if (!Files.exists(directory, LinkOption.NOFOLLOW_LINKS)) {
            return;
        }
        if (!Files.exists(directory.resolve(OURS))) {
            throw new IOException("There is a directory '" + directory + "' that is not of an earlier demonstration;"
                    + " move it away first.");
        }
        for (Path path : contentsFirst(directory)) {
            Files.delete(path);
        }
    }

    private static List<Path> contentsFirst(Path directory) throws IOException {
        try (Stream<Path> paths = Files.walk(directory)) {
            return paths.sorted(Comparator.reverseOrder()).toList();
        }
    }
}
