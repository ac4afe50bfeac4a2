package dev.venom.runtime.supervisor.process.internal.output;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LogTailTest {
    @TempDir
    Path directory = Path.of("");

    @Test
    void yieldsTheLastLinesOfALongFile() throws IOException {
        LogTail log = log(IntStream.range(0, 100_000).mapToObj(i -> "line " + i).collect(Collectors.joining("\n")));

        assertThat(log.last(2)).containsExactly("line 99998", "line 99999");
        assertThat(log.last(50_000)).hasSize(50_000).startsWith("line 50000").endsWith("line 99999");
        assertThat(log.last(200_000)).hasSize(100_000).startsWith("line 0");
    }

    @Test
    void takesEachStateOfAProgressBarForALine() throws IOException {
        LogTail log = log("Loading\n 10%\r 50%\r100%\r\ndone\n");

        assertThat(log.last(10)).containsExactly("Loading", " 10%", " 50%", "100%", "done");
    }

    @Test
    void yieldsWhatCameAfterAMoment() throws IOException {
        LogTail log = log("before\n");
        long begin = log.length();
        Files.writeString(log.file(), "before\nafter\n");

        assertThat(log.last(5, begin)).containsExactly("after");
        Files.writeString(log.file(), "new\n");
        assertThat(log.last(5, begin)).containsExactly("new");
    }

    @Test
    void cutsALineWithoutEnd() throws IOException {
        LogTail log = log("x".repeat(1_000_000));

        assertThat(log.last(1))
                .singleElement()
                .asString()
                .hasSizeLessThan(10_000)
                .startsWith("xxx");
    }

    @Test
    void yieldsNothingOfAFileThatIsMissing() {
        assertThat(new LogTail(directory.resolve("missing.log")).last(5)).isEmpty();
    }

    private LogTail log(String text) throws IOException {
        return new LogTail(Files.writeString(directory.resolve("a.log"), text));
    }
}
