package dev.venom.runtime.core.internal.gpu;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** NVML without a GPU: a small C library, compiled for one test, whose figures the test writes to a file. */
final class SimulatedNvml {
    private final Path figures;
    private final Path library;

    private SimulatedNvml(Path figures, Path library) {
        this.figures = figures;
        this.library = library;
    }

    /** As a driver of today has it. */
    static SimulatedNvml ofToday(Path directory) throws IOException, InterruptedException {
        return compile(directory, List.of("-DNEWER"));
    }

    /** As an old driver has it, without the second and third versions of functions. */
    static SimulatedNvml ofAnOldDriver(Path directory) throws IOException, InterruptedException {
        return compile(directory, List.of());
    }

    Path library() {
        return library;
    }

    /** Replaces all figures, in one step. */
    void show(String... lines) throws IOException {
        Path next = figures.resolveSibling("figures.next");
        Files.write(next, List.of(lines));
        Files.move(next, figures, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    private static SimulatedNvml compile(Path directory, List<String> options)
            throws IOException, InterruptedException {
        Path source = directory.resolve("simulated-nvml.c");
        try (InputStream resource =
                Objects.requireNonNull(SimulatedNvml.class.getResourceAsStream("/nvml/simulated-nvml.c"))) {
            Files.copy(resource, source);
        }
        Path figures = directory.resolve("figures");
        Path library = directory.resolve("libsimulated-nvml.so");
        List<String> command = new ArrayList<>(List.of("cc", "-shared", "-fPIC", "-D_GNU_SOURCE", "-Wall", "-Werror"));
        command.add("-DFIGURES=\"" + figures + "\"");
        command.addAll(options);
        command.addAll(List.of("-o", library.toString(), source.toString()));
        assumeTrue(succeeds(List.of("cc", "--version"), directory), "This host has no C compiler (cc).");
        if (!succeeds(command, directory)) {
            throw new IOException(Files.readString(directory.resolve("cc.log")));
        }
        return new SimulatedNvml(figures, library);
    }

    private static boolean succeeds(List<String> command, Path directory) throws InterruptedException {
        try {
            return new ProcessBuilder(command)
                            .redirectErrorStream(true)
                            .redirectOutput(directory.resolve("cc.log").toFile())
                            .start()
                            .waitFor()
                    == 0;
        } catch (IOException absent) {
            return false;
        }
    }
}
