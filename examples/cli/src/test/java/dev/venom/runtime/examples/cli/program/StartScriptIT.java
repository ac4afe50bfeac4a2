package dev.venom.runtime.examples.cli.program;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The start script of the distribution, unpacked as a user unpacks it, in the hands of various hosts. */
class StartScriptIT {
    private static final String JAVA = System.getProperty("java.home");

    @TempDir
    Path directory;

    private Path home;
    private Path cache;

    @BeforeEach
    void unpack() throws Exception {
        cache = Files.createDirectory(directory.resolve("cache"));
        unpack("a house for überall");
    }

    private void unpack(String name) throws Exception {
        Path target = Files.createDirectory(directory.resolve(name));
        Process tar = new ProcessBuilder("tar", "xzf", System.getProperty("venom.distribution") + ".tar.gz")
                .directory(target.toFile())
                .inheritIO()
                .start();
        assertThat(tar.waitFor()).isZero();
        try (Stream<Path> content = Files.list(target)) {
            home = content.findFirst().orElseThrow();
        }
    }

    @Test
    void runsWithTheJavaOfJavaHomeOrOfThePath() throws Exception {
        assertThat(run(Map.of("JAVA_HOME", JAVA), list()).lines()).containsExactly("{\"models\":[]}");
        assertThat(run(Map.of("PATH", JAVA + "/bin:/usr/bin:/bin"), list()).lines())
                .containsExactly("{\"models\":[]}");
    }

    @Test
    void isFoundThroughLinksOfAnyKind() throws Exception {
        Path bin = Files.createDirectory(directory.resolve("bin"));
        Files.createSymbolicLink(bin.resolve("venom"), home.resolve("bin/venom"));
        Path other = Files.createDirectory(directory.resolve("other"));
        Files.createSymbolicLink(other.resolve("venom"), Path.of("../bin/venom"));

        VenomProcess.Outcome byName = start(
                        Map.of("JAVA_HOME", JAVA, "PATH", other + ":/usr/bin:/bin"),
                        "/bin/sh",
                        "-c",
                        "exec venom --version")
                .outcome();
        assertThat(byName.errors()).isEmpty();
        assertThat(byName.lines()).singleElement().asString().startsWith("venom ");
    }

    @Test
    void keepsTheClassesOfAStartForTheNext() throws Exception {
        // Java 17 keeps none from a path with blanks or letters beyond ASCII.
        unpack("plain");
        assertThat(run(Map.of("JAVA_HOME", JAVA), list()).status()).isZero();
        List<Path> archives = files(home.resolve("lib"), ".jsa");
        assertThat(archives).hasSize(1);

        VenomProcess.Outcome loaded = run(
                Map.of("JAVA_HOME", JAVA, "VENOM_JAVA_OPTIONS", "-Xlog:class+load:stderr"),
                "list",
                "--cache-dir",
                cache.toString());
        assertThat(loaded.errors()).contains("dev.venom.runtime.examples.cli.Venom source: shared objects file (top)");
        assertThat(files(home.resolve("lib"), ".jsa")).isEqualTo(archives);
    }

    @Test
    void goesOnWhereAnArchiveIsDamagedAndSaysNothingOfIt() throws Exception {
        run(Map.of("JAVA_HOME", JAVA), list());
        Files.setPosixFilePermissions(
                files(home.resolve("lib"), ".jsa").get(0), PosixFilePermissions.fromString("rw-r--r--"));
        Files.writeString(files(home.resolve("lib"), ".jsa").get(0), "cut");

        VenomProcess.Outcome outcome = run(Map.of("JAVA_HOME", JAVA), list());
        assertThat(outcome.errors()).isEmpty();
        assertThat(outcome.lines()).containsExactly("{\"models\":[]}");
    }

    @Test
    void spellsEveryNameWhereThereIsNoLocale() throws Exception {
        VenomProcess.Outcome outcome = run(
                Map.of("JAVA_HOME", JAVA, "LANG", "C"),
                "list",
                "--cache-dir",
                directory.resolve("münchen").toString(),
                "--json");
        assertThat(outcome.errors()).isEmpty();
        assertThat(outcome.status()).isZero();
    }

    @Test
    void saysWhichJavaItFoundWhereThatIsTooOldOrNone() throws Exception {
        Path old = Files.createDirectories(directory.resolve("java-11"));
        Path program = Files.createDirectories(old.resolve("bin")).resolve("java");
        Files.writeString(program, "#!/bin/sh\nexit 9\n");
        Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwxr-xr-x"));
        Files.writeString(old.resolve("release"), "IMPLEMENTOR=\"X\"\nJAVA_VERSION=\"11.0.2\"\n");

        assertThat(run(Map.of("JAVA_HOME", old.toString()), list()).errors())
                .contains("needs Java 17 or newer", program + " is 11.0.2", "JAVA_HOME");
        assertThat(run(Map.of("JAVA_HOME", cache.toString()), list()).errors())
                .contains("JAVA_HOME is " + cache, "no bin/java in it");
        VenomProcess.Outcome none = run(Map.of("PATH", cache.toString()), list());
        assertThat(none.errors()).contains("JAVA_HOME is not set, and there is no java on the PATH");
        assertThat(none.status()).isEqualTo(1);
    }

    @Test
    void handsOverExitStatusAndOptions() throws Exception {
        assertThat(run(Map.of("JAVA_HOME", JAVA), "no-such-command").status()).isEqualTo(2);
        VenomProcess.Outcome absent = run(
                Map.of("JAVA_HOME", JAVA, "VENOM_JAVA_OPTIONS", "-Dx=1 -Xmx48m"),
                "remove",
                "hf:org/absent",
                "--cache-dir",
                cache.toString());
        assertThat(absent.status()).isEqualTo(4);
    }

    private String[] list() {
        return new String[] {"list", "--json", "--cache-dir", cache.toString()};
    }

    private VenomProcess.Outcome run(Map<String, String> environment, String... arguments) throws Exception {
        List<String> command =
                new ArrayList<>(List.of("/bin/sh", home.resolve("bin/venom").toString()));
        command.addAll(List.of(arguments));
        return start(environment, command.toArray(String[]::new)).outcome();
    }

    private VenomProcess start(Map<String, String> environment, String... command) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(command).directory(directory.toFile());
        builder.environment().clear();
        builder.environment().put("PATH", "/usr/bin:/bin");
        builder.environment().put("HOME", directory.toString());
        builder.environment().putAll(environment);
        return new VenomProcess(builder.start());
    }

    private static List<Path> files(Path directory, String ending) throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.filter(file -> file.toString().endsWith(ending)).toList();
        }
    }
}
