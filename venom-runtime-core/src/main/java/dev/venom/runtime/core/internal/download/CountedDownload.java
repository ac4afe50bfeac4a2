package dev.venom.runtime.core.internal.download;

import dev.venom.runtime.spi.provider.RemoteFile;
import java.nio.file.Path;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A file's part in the progress of a call. Models hold the same content under several names; it is fetched
 * once and counts as often as it was planned.
 *
 * @param download who fetches it
 * @param copies how many of the call's files it stands for
 */
record CountedDownload(FileDownload download, long copies) {
    /**
     * Files of a call that are one file on disk.
     *
     * @param file one of them
     * @param copies how many they are
     */
    record Group(RemoteFile file, long copies) {}

    static List<Group> of(Collection<RemoteFile> files) {
        Map<Path, Group> groups = new LinkedHashMap<>();
        files.forEach(file -> groups.merge(
                file.destination().toAbsolutePath().normalize(),
                new Group(file, 1),
                (known, again) -> new Group(known.file(), known.copies() + 1)));
        return List.copyOf(groups.values());
    }

    long doneBytes() {
        return download.doneBytes() * copies;
    }
}
