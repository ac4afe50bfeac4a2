package dev.venom.runtime.core.internal.partial;

import dev.venom.runtime.api.model.Digest;
import dev.venom.runtime.core.internal.lease.Lease;
import dev.venom.runtime.core.internal.lease.LeaseAttempt;
import dev.venom.runtime.core.internal.lease.Leases;
import dev.venom.runtime.core.internal.lease.ProcessIdentity;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The directory of unfinished files. Thread-safe; nothing is made before the first file is begun. */
public final class PartialStore {
    private static final String DATA = ".data";
    private static final String JOURNAL = ".journal";
    private static final Pattern OURS = Pattern.compile("([0-9a-f]{40}|[0-9a-f]{64})\\.(data|journal|journal\\.tmp)");

    private final Path directory;
    private final PartialLimits limits;
    private final Clock clock;
    private final ProcessIdentity self;

    /**
     * A store.
     *
     * @param directory where partial files lie
     * @param limits how far journals may trail
     * @param clock for heartbeats
     * @param self this process
     */
    public PartialStore(Path directory, PartialLimits limits, Clock clock, ProcessIdentity self) {
        this.directory = directory;
        this.limits = limits;
        this.clock = clock;
        this.self = self;
    }

    /** Where partial files lie. */
    public Path directory() {
        return directory;
    }

    /**
     * Asks for the right to write a file, without waiting.
     *
     * @param digest what the file must hash to
     * @return the lease, or who holds it
     * @throws IOException if the directory can't be made or written
     */
    public LeaseAttempt lease(Digest digest) throws IOException {
        // A directory that is a symlink to one is fine; createDirectories would refuse it.
        if (!Files.isDirectory(directory)) {
            Files.createDirectories(directory);
        }
        return leases().tryAcquire(digest.hex());
    }

    /**
     * Opens a file under its lease, with what an earlier attempt left of it.
     *
     * @param digest what it must hash to
     * @param sizeBytes announced length
     * @return the file
     * @throws IOException if it can't be read or written
     */
    public PartialFile open(Digest digest, long sizeBytes) throws IOException {
        JournalHeader header = new JournalHeader(digest, sizeBytes, self.bootId());
        return PartialFile.open(file(digest.hex(), DATA), file(digest.hex(), JOURNAL), header, limits);
    }

    /**
     * What an earlier attempt left of a file. Takes no lease.
     *
     * @param digest what the file must hash to
     * @param sizeBytes announced length
     * @return bytes that need not be fetched again
     */
    public long heldBytes(Digest digest, long sizeBytes) {
        try {
            return held(digest, sizeBytes).total();
        } catch (IOException unreadable) {
            return 0;
        }
    }

    /**
     * A part of a file that an earlier attempt left unfinished, not yet verified. Takes no lease.
     *
     * @param digest what the file must hash to
     * @param sizeBytes announced length
     * @param wanted which bytes
     * @return the bytes; empty where they have not all come
     * @throws IOException if they can't be read
     */
    public Optional<byte[]> read(Digest digest, long sizeBytes, Extent wanted) throws IOException {
        boolean there = held(digest, sizeBytes).extents().stream()
                .anyMatch(extent -> extent.start() <= wanted.start() && wanted.end() <= extent.end());
        if (!there) {
            return Optional.empty();
        }
        ByteBuffer bytes = ByteBuffer.allocate(Math.toIntExact(wanted.length()));
        try (FileChannel channel =
                FileChannel.open(file(digest.hex(), DATA), StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS)) {
            while (bytes.hasRemaining() && channel.read(bytes, wanted.start() + bytes.position()) >= 0) {
                continue;
            }
        }
        return bytes.hasRemaining() ? Optional.empty() : Optional.of(bytes.array());
    }

    private ExtentSet held(Digest digest, long sizeBytes) throws IOException {
        return JournalReader.read(file(digest.hex(), JOURNAL))
                .filter(content -> content.header().describes(digest, sizeBytes))
                .map(content -> content.trusted(self.bootId()))
                .map(extents -> JournaledExtents.clipped(extents, dataLength(digest.hex())))
                .orElseGet(ExtentSet::new);
    }

    /**
     * All unfinished files.
     *
     * @return one summary a file; none where the directory is not there
     * @throws IOException if it can't be read
     */
    public List<PartialSummary> partials() throws IOException {
        List<PartialSummary> summaries = new ArrayList<>();
        if (Files.isDirectory(directory)) {
            Leases leases = leases();
            for (String hex : names()) {
                summaries.add(new PartialSummary(hex, bytesOnDisk(hex), leases.isHeld(hex), touched(hex)));
            }
        }
        return summaries;
    }

    /**
     * Deletes an unfinished file that nobody works on.
     *
     * @param hex the digest it is named by
     * @return false where somebody works on it
     * @throws IOException if it can't be deleted
     */
    public boolean discard(String hex) throws IOException {
        if (leases().tryAcquire(hex) instanceof LeaseAttempt.Granted granted) {
            Lease lease = granted.lease();
            try {
                deleteAll(hex);
            } finally {
                lease.close();
            }
            return true;
        }
        return false;
    }

    private void deleteAll(String hex) throws IOException {
        Files.deleteIfExists(file(hex, JOURNAL));
        Files.deleteIfExists(file(hex, JOURNAL + ".tmp"));
        Files.deleteIfExists(file(hex, DATA));
    }

    private SortedSet<String> names() throws IOException {
        SortedSet<String> names = new TreeSet<>();
        try (DirectoryStream<Path> files = Files.newDirectoryStream(directory)) {
            for (Path file : files) {
                Matcher match = OURS.matcher(file.getFileName().toString());
                if (match.matches()) {
                    names.add(match.group(1));
                }
            }
        }
        return names;
    }

    private long bytesOnDisk(String hex) throws IOException {
        long length = dataLength(hex);
        return JournalReader.read(file(hex, JOURNAL))
                .map(content ->
                        JournaledExtents.clipped(content.recorded(), length).total())
                .orElse(length);
    }

    private long dataLength(String hex) {
        try {
            Path data = file(hex, DATA);
            return Files.isRegularFile(data, LinkOption.NOFOLLOW_LINKS) ? Files.size(data) : 0;
        } catch (IOException gone) {
            return 0;
        }
    }

    private Instant touched(String hex) throws IOException {
        for (String suffix : List.of(JOURNAL, DATA)) {
            try {
                return Files.getLastModifiedTime(file(hex, suffix), LinkOption.NOFOLLOW_LINKS)
                        .toInstant();
            } catch (NoSuchFileException none) {
                // Never there, or finished between two looks.
            }
        }
        return Instant.EPOCH;
    }

    private Leases leases() throws IOException {
        return new Leases(directory, clock, self);
    }

    private Path file(String hex, String suffix) {
        return directory.resolve(hex + suffix);
    }
}
