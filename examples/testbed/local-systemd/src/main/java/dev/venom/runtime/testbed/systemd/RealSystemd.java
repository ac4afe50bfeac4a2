package dev.venom.runtime.testbed.systemd;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A real systemd with its own bus, journal, processes and control groups, booted in new namespaces over a
 * throw-away overlay of this machine's root directory. It is up in about a second. What is written inside is
 * gone when it is closed, but for one shared directory, which has the same path inside and outside; the network
 * is this machine's own. It also ends when this JVM is killed.
 *
 * <p>Programs run inside through {@link #run} or {@link #inside}; from outside its bus is reached by {@link
 * #systemBus}, its files by {@link #root}. Processes have other numbers inside than outside.
 *
 * <p>Needs root, and what {@link #obstacle} looks for. Thread-safe.
 */
public final class RealSystemd implements AutoCloseable {
    private static final String SCRIPT = "boot-systemd.sh";
    private static final String READY = "ready ";
    private static final int CLOSE_SECONDS = 30;
    private static final int PLACE_DEPTH = 2;
    private static final List<Path> NEEDED = Stream.of(
                    "/lib/systemd/systemd",
                    "/usr/bin/dbus-daemon",
                    "/usr/bin/unshare",
                    "/usr/bin/nsenter",
                    "/usr/bin/setpriv",
                    "/usr/bin/systemctl")
            .map(Path::of)
            .toList();

    private final Path files;
    private final Process script;
    private final long pid;

    private RealSystemd(Path files, Process script, long pid) {
        this.files = files;
        this.script = script;
        this.pid = pid;
    }

    /**
     * Why none can be booted here: what tests print when they skip.
     *
     * @return the reason; empty where one can be booted
     */
    public static Optional<String> obstacle() {
        Optional<Path> missing =
                NEEDED.stream().filter(path -> !Files.isExecutable(path)).findFirst();
        if (missing.isPresent()) {
            return Optional.of(
                    "no real systemd: " + missing.get() + " is not there (Debian: systemd, dbus, util-linux)");
        }
        Completed attempt = Programs.run(
                List.of("unshare", "--pid", "--mount", "--cgroup", "--uts", "--ipc", "--fork", "/bin/true"));
        return attempt.exitCode() == 0
                ? Optional.empty()
                : Optional.of("no real systemd: namespaces need root: "
                        + attempt.output().strip());
    }

    /**
     * Boots one and waits until its bus answers.
     *
     * @param shared a directory that has the same path and content inside
     * @return the systemd, closed by the caller
     */
    public static RealSystemd boot(Path shared) {
        try {
            Path files = Files.createTempDirectory("local-systemd-");
            Process script = start(files, shared);
            BufferedReader output = script.inputReader(StandardCharsets.UTF_8);
            String answer = Objects.requireNonNullElse(output.readLine(), "no answer");
            if (!answer.startsWith(READY)) {
                String console = answer + "\n" + Files.readString(console(files));
                end(script);
                delete(files);
                throw new IllegalStateException("systemd does not boot here: " + console);
            }
            return new RealSystemd(files, script, Long.parseLong(answer.substring(READY.length())));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static Process start(Path files, Path shared) throws IOException {
        Path text = files.resolve(SCRIPT);
        try (InputStream resource =
                Objects.requireNonNull(RealSystemd.class.getResourceAsStream(SCRIPT), "resource " + SCRIPT)) {
            Files.copy(resource, text);
        }
        Files.createFile(console(files));
        List<String> command = new ArrayList<>(List.of(
                "bash",
                text.toString(),
                shared.toAbsolutePath().toString(),
                console(files).toString()));
        programPlaces().forEach(place -> command.add(place.toString()));
        return new ProcessBuilder(command).redirectErrorStream(true).start();
    }

    /** What a Java program inside is made of may lie anywhere: this project in a clone below /tmp, homes on a disk of their own. */
    private static Set<Path> programPlaces() {
        Stream<String> classes = Stream.of(System.getProperty("java.class.path").split(File.pathSeparator));
        return Stream.concat(classes, Stream.of(System.getProperty("java.home"), ""))
                .map(place -> Path.of(place).toAbsolutePath())
                .filter(Files::exists)
                .map(RealSystemd::place)
                .filter(Files::isDirectory)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** The second directory of a path: one for a whole clone, home or repository. */
    private static Path place(Path path) {
        Path top = path.getRoot().resolve(path.subpath(0, Math.min(PLACE_DEPTH, path.getNameCount())));
        return Files.isDirectory(top) ? top : top.getParent();
    }

    private static Path console(Path files) {
        return files.resolve("console");
    }

    /**
     * Its number outside.
     *
     * @return the process that has the number 1 inside
     */
    public long pid() {
        return pid;
    }

    /**
     * Its root directory, as seen from outside.
     *
     * @return a directory
     */
    public Path root() {
        return Path.of("/proc/" + pid + "/root");
    }

    /**
     * The address of its system bus, from outside.
     *
     * @return a D-Bus address
     */
    public String systemBus() {
        return "unix:path=" + root().resolve("run/dbus/system_bus_socket");
    }

    /**
     * The words that put a program inside, before its own.
     *
     * @return the start of a command line
     */
    public List<String> entrance() {
        return List.of("nsenter", "--target", Long.toString(pid), "--all", "--root", "--wd");
    }

    /**
     * A program inside, not yet started. It is no part of any unit.
     *
     * @param command program and arguments
     * @return how to start it
     */
    public ProcessBuilder inside(String... command) {
        return new ProcessBuilder(command(command));
    }

    /**
     * Runs a program inside, as root, and waits for its end.
     *
     * @param command program and arguments
     * @return how it ended
     */
    public Completed run(String... command) {
        return Programs.run(command(command));
    }

    /**
     * Writes a file inside, replacing one that is there.
     *
     * @param file an absolute path as it is inside
     * @param text what to write
     */
    public void write(String file, String text) {
        try {
            Path outside = root().resolve(file.substring(1));
            Files.createDirectories(Objects.requireNonNull(outside.getParent(), "directory of a file"));
            Files.writeString(outside, text);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /**
     * Makes a unit of the system manager, and makes the manager read it.
     *
     * @param name such as {@code demo.service}
     * @param text the unit
     */
    public void unit(String name, String text) {
        write("/etc/systemd/system/" + name, text);
        run("systemctl", "daemon-reload").outputOfSuccess();
    }

    /**
     * Makes a user with a manager of its own that runs without a login.
     *
     * @param name a new name
     * @return the user's number
     */
    public long user(String name) {
        run("useradd", "--create-home", "--shell", "/bin/sh", name).outputOfSuccess();
        long number = Long.parseLong(run("id", "-u", name).outputOfSuccess().strip());
        run("systemctl", "start", "user@" + number + ".service").outputOfSuccess();
        return number;
    }

    /**
     * The address of a user's bus, inside.
     *
     * @param user a number that {@link #user} gave
     * @return a D-Bus address for programs that run inside as this user
     */
    public static String userBus(long user) {
        return "unix:path=/run/user/" + user + "/bus";
    }

    /** Kills everything inside, and leaves no mount and no control group behind. */
    @Override
    public void close() {
        end(script);
        delete(files);
    }

    /** The script tidies up when its input ends; it is never killed, for then nobody would. */
    private static void end(Process script) {
        try {
            script.getOutputStream().close();
            if (!script.waitFor(CLOSE_SECONDS, TimeUnit.SECONDS)) {
                throw new IllegalStateException("The systemd of process " + script.pid() + " does not end");
            }
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        } catch (InterruptedException interruption) {
            Thread.currentThread().interrupt();
        }
    }

    private static void delete(Path directory) {
        List<Path> leaves = new ArrayList<>();
        try (Stream<Path> tree = Files.walk(directory)) {
            tree.forEach(path -> leaves.add(0, path));
            for (Path path : leaves) {
                Files.deleteIfExists(path);
            }
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private List<String> command(String... command) {
        List<String> words = new ArrayList<>(entrance());
        words.addAll(List.of(command));
        return words;
    }
}
