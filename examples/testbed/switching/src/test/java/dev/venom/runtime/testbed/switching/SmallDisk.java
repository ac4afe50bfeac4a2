package dev.venom.runtime.testbed.switching;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** A file system of a few pages in memory, mounted over a directory: what is written where it is full fails for want of room. */
final class SmallDisk implements AutoCloseable {
    private static final int PAGE = 4096;

    private final Path directory;

    private SmallDisk(Path directory) {
        this.directory = directory;
    }

    static SmallDisk at(Path directory) throws IOException {
        Files.createDirectories(directory);
        int status = Tool.run("mount", "-t", "tmpfs", "-o", "size=64k", "venom-test", directory.toString());
        if (status != 0) {
            throw new IOException("mount ended with " + status);
        }
        return new SmallDisk(directory);
    }

    /** Takes all room but for some pages. */
    void leave(int pages) throws IOException {
        try (OutputStream filler = Files.newOutputStream(filler())) {
            while (true) {
                filler.write(new byte[PAGE]);
            }
        } catch (IOException full) {
            Files.write(filler(), new byte[(int) Math.max(0, Files.size(filler()) - (long) pages * PAGE)]);
        }
    }

    void empty() throws IOException {
        Files.delete(filler());
    }

    private Path filler() {
        return directory.resolve("filler");
    }

    @Override
    public void close() throws IOException {
        Tool.run("umount", directory.toString());
    }
}
