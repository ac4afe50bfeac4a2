package dev.venom.runtime.core.internal.log;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RuntimeLogTest {
    private static final LogLimits SMALL = new LogLimits(1_000, 3, Duration.ofDays(14));

    @TempDir
    private Path directory;

    @Test
    void readsTheLastLinesOfWhatAProgressBarDraws() throws IOException {
        write("loading\rloading 50 %\rloading 100 %\r\n\nready\n");

        assertThat(LogTail.of(log(), 10)).containsExactly("loading", "loading 50 %", "loading 100 %", "ready");
        assertThat(LogTail.of(log(), 2)).containsExactly("loading 100 %", "ready");
    }

    @Test
    void cutsALineThatIsTooLong() throws IOException {
        write("x".repeat(100_000) + "\nend\n");

        assertThat(LogTail.of(log(), 2)).last().isEqualTo("end");
        assertThat(LogTail.of(log(), 2).get(0)).hasSizeLessThan(5_000).endsWith("...");
    }

    @Test
    void readsNothingWhereThereIsNothing() throws IOException {
        assertThat(LogTail.of(log(), 10)).isEmpty();
    }

    @Test
    void rotatesWhatIsTooLongAndLosesNoLineOfAWriterThatGoesOn() throws IOException {
        LogRotation rotation = new LogRotation(SMALL, Clock.systemUTC());
        List<String> written = new ArrayList<>();
        try (OutputStream writer = Files.newOutputStream(log(), StandardOpenOption.CREATE, StandardOpenOption.APPEND)) {
            for (int number = 0; number < 250; number++) {
                String line = "line number " + number;
                writer.write((line + "\n").getBytes(StandardCharsets.UTF_8));
                written.add(line);
                rotation.check(log());
            }
        }

        assertThat(LogRotation.rotated(log(), 1)).exists();
        assertThat(LogRotation.rotated(log(), 4)).doesNotExist();
        List<String> kept = new ArrayList<>();
        for (int number = 3; number >= 1; number--) {
            kept.addAll(Files.readAllLines(LogRotation.rotated(log(), number)));
        }
        kept.addAll(Files.readAllLines(log()));
        assertThat(written).endsWith(kept.toArray(String[]::new));
        assertThat(kept).hasSizeGreaterThan(150);
        assertThat(LogTail.of(log(), 30)).hasSize(30).last().isEqualTo("line number 249");
    }

    @Test
    void deletesWhatIsTooOldAndRotatesWhatHasLainTooLong() throws IOException {
        write("old\n");
        Files.writeString(LogRotation.rotated(log(), 1), "older\n");
        Files.setLastModifiedTime(
                LogRotation.rotated(log(), 1), FileTime.from(Instant.now().minus(Duration.ofDays(15))));

        new LogRotation(SMALL, Clock.systemUTC()).check(log());

        assertThat(LogRotation.rotated(log(), 1)).doesNotExist();
        assertThat(log()).hasContent("old");

        Clock later = Clock.offset(Clock.systemUTC(), Duration.ofDays(15));
        new LogRotation(SMALL, later).check(log());
        assertThat(LogTail.size(log())).isZero();
        assertThat(LogRotation.rotated(log(), 1)).hasContent("old");
    }

    @Test
    void followsAcrossRotationsWithoutLosingOrRepeatingALine() throws IOException {
        write("before\n");
        List<String> seen = new ArrayList<>();
        LogFollower follower = new LogFollower(log(), seen::add);
        LogRotation rotation = new LogRotation(SMALL, Clock.systemUTC());

        List<String> written =
                IntStream.range(0, 400).mapToObj(each -> "line " + each).toList();
        for (String line : written) {
            write(line + "\n");
            rotation.check(log());
            // Twice: a rotation is given a look to end.
            follower.poll();
            follower.poll();
        }

        assertThat(seen).isEqualTo(written);
    }

    @Test
    void readsFromTheCopyWhatWasRotatedAwayUnread() throws IOException {
        List<String> seen = new ArrayList<>();
        LogFollower follower = new LogFollower(log(), seen::add);
        write("one\n" + "x".repeat(1_100) + "\n");

        new LogRotation(SMALL, Clock.systemUTC()).check(log());
        write("two\n");
        follower.poll();
        follower.poll();

        assertThat(seen).first().isEqualTo("one");
        assertThat(seen).last().isEqualTo("two");
        assertThat(seen).hasSize(3);
    }

    @Test
    void readsOnWhatWasRemovedUnderItsWriter() throws IOException {
        write("before\n");
        List<String> seen = new ArrayList<>();
        try (LogFollower follower = new LogFollower(log(), seen::add);
                BufferedWriter writer = Files.newBufferedWriter(log(), StandardOpenOption.APPEND)) {
            Files.delete(log());
            append(writer, "one");
            follower.poll();
            append(writer, "two");
            follower.poll();

            assertThat(seen).filteredOn(line -> !line.startsWith("[venom]")).containsExactly("one", "two");
            assertThat(seen)
                    .filteredOn(line -> line.startsWith("[venom]"))
                    .singleElement()
                    .asString()
                    .contains(log().toString(), "removed or moved");

            write("three\n");
            append(writer, "four");
            follower.poll();
            follower.poll();
            assertThat(seen).contains("three", "four");
        }
    }

    @Test
    void followsBothFilesWhereTheLogWasMovedAndMadeAnew() throws IOException {
        write("before\n");
        List<String> seen = new ArrayList<>();
        try (LogFollower follower = new LogFollower(log(), seen::add);
                BufferedWriter writer = Files.newBufferedWriter(log(), StandardOpenOption.APPEND)) {
            // As logrotate does it with "create".
            Files.move(log(), LogRotation.rotated(log(), 1));
            Files.createFile(log());
            append(writer, "one");
            follower.poll();
            follower.poll();
            append(writer, "two");
            follower.poll();
            write("three\n");
            follower.poll();

            assertThat(seen).filteredOn(line -> !line.startsWith("[venom]")).containsExactly("one", "two", "three");
        }
    }

    @Test
    void repeatsNothingWhereSomebodyElseCopiesAndTruncates() throws IOException {
        List<String> seen = new ArrayList<>();
        write("before\n");
        try (LogFollower follower = new LogFollower(log(), seen::add)) {
            write("one\n");
            follower.poll();
            Path copy = LogRotation.rotated(log(), 1);
            Files.writeString(copy, "bef");
            follower.poll();
            follower.poll();
            Files.copy(log(), copy, StandardCopyOption.REPLACE_EXISTING);
            Files.writeString(copy, "two\n", StandardOpenOption.APPEND);
            Files.write(log(), new byte[0]);
            write("three\n");
            follower.poll();
            follower.poll();

            assertThat(seen).containsExactly("one", "two", "three");
        }
    }

    @Test
    void rotatesWhatIsWrittenWithoutAName() throws IOException {
        Path unnamed = directory.resolve("moved");
        Files.writeString(unnamed, "x".repeat(1_100) + "\n");

        new LogRotation(SMALL, Clock.systemUTC()).check(unnamed, log());

        assertThat(LogTail.size(unnamed)).isZero();
        assertThat(LogTail.of(log(), 5)).hasSize(1);
    }

    private static void append(BufferedWriter writer, String line) throws IOException {
        writer.write(line + "\n");
        writer.flush();
    }

    private Path log() {
        return directory.resolve("one.log");
    }

    private void write(String text) throws IOException {
        Files.writeString(log(), text, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }
}
