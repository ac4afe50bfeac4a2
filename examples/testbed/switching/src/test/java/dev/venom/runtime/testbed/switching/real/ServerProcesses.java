package dev.venom.runtime.testbed.switching.real;

import static java.util.concurrent.TimeUnit.MINUTES;
import static org.assertj.core.api.Assertions.assertThat;

import dev.venom.runtime.spi.testkit.Eventually;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The processes of a real server, seen without the library. */
final class ServerProcesses {
    private final List<ProcessHandle> members;

    private ServerProcesses(List<ProcessHandle> members) {
        this.members = members;
    }

    /** The process in whose command line and environment all these words are, and all that came from it, as they are now. */
    static ServerProcesses of(String command, String... words) {
        ProcessHandle server = find(command, words);
        return new ServerProcesses(
                Stream.concat(Stream.of(server), server.descendants()).toList());
    }

    /** The server alone. */
    ProcessHandle server() {
        return members.get(0);
    }

    /** One of those whose title contains a word. */
    ProcessHandle member(String word) {
        return members.stream()
                .filter(process -> commandLine(process).contains(word))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no " + word + " in " + describe()));
    }

    /** Those that live, without the dead that nobody has waited for yet. */
    List<Long> alive() {
        return members.stream()
                .filter(process -> !isGone(process))
                .map(ProcessHandle::pid)
                .toList();
    }

    /** The proportional share of memory of all of them. */
    long proportionalBytes() {
        return members.stream().mapToLong(ServerProcesses::proportionalBytes).sum();
    }

    static long proportionalBytes(ProcessHandle process) {
        try (Stream<String> lines = Files.lines(proc(process, "smaps_rollup"))) {
            return lines.filter(line -> line.startsWith("Pss:"))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) * 1024)
                    .sum();
        } catch (IOException gone) {
            return 0;
        }
    }

    /** Kills the server alone, and returns once it is dead. */
    void killServer() throws IOException, InterruptedException {
        signal(server(), "KILL");
        Eventually.holds("the server is dead", () -> !server().isAlive());
    }

    static void signal(ProcessHandle process, String name) throws IOException, InterruptedException {
        Process kill = new ProcessBuilder("kill", "-" + name, String.valueOf(process.pid())).start();
        assertThat(kill.waitFor(1, MINUTES)).isTrue();
    }

    String describe() {
        return members.stream()
                .map(process -> process.pid() + " " + commandLine(process))
                .toList()
                .toString();
    }

    private static ProcessHandle find(String command, String... words) {
        try (Stream<ProcessHandle> all = ProcessHandle.allProcesses()) {
            return all.filter(process -> commandLine(process).contains(command))
                    .filter(process -> {
                        String text = commandLine(process) + read(process, "environ");
                        return Stream.of(words).allMatch(text::contains);
                    })
                    .findFirst()
                    .orElseThrow(() -> new AssertionError("no process " + command));
        }
    }

    private static boolean isGone(ProcessHandle process) {
        try {
            String stat = Files.readString(proc(process, "stat"));
            return stat.charAt(stat.lastIndexOf(')') + 2) == 'Z';
        } catch (IOException gone) {
            return true;
        }
    }

    private static String commandLine(ProcessHandle process) {
        return read(process, "cmdline");
    }

    /** Words that are ended by zeros; nothing of a process that is gone. */
    private static String read(ProcessHandle process, String file) {
        try {
            return Files.readString(proc(process, file), StandardCharsets.ISO_8859_1)
                    .replace('\0', ' ');
        } catch (IOException gone) {
            return "";
        }
    }

    private static Path proc(ProcessHandle process, String file) {
        return Path.of("/proc", String.valueOf(process.pid()), file);
    }
}
