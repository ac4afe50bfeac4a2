package dev.venom.runtime.supervisor.systemd.internal.unit;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The version of the vLLM that a program belongs to, as its virtual environment says. Asking vLLM itself takes it
 * ten seconds and more. Immutable.
 */
record VllmVersion(int major, int minor) {
    /** {@code --shutdown-timeout} came with 0.18.0 (vllm/engine/arg_utils.py). */
    private static final VllmVersion DRAINS = new VllmVersion(0, 18);

    private static final Pattern DISTRIBUTION = Pattern.compile("vllm-(\\d+)\\.(\\d+)[^/]*\\.dist-info");

    /** Looks beside the program, {@code <environment>/bin/vllm}. */
    static Optional<VllmVersion> of(Path program) {
        Path environment = real(program).resolve("../../lib").normalize();
        return children(environment).stream()
                .flatMap(python -> Stream.of("site-packages", "dist-packages").map(python::resolve))
                .flatMap(packages -> children(packages).stream())
                .map(child -> DISTRIBUTION.matcher(String.valueOf(child.getFileName())))
                .filter(Matcher::matches)
                .map(match -> new VllmVersion(Integer.parseInt(match.group(1)), Integer.parseInt(match.group(2))))
                .findFirst();
    }

    /** Whether it can finish its answers before it ends. */
    boolean drains() {
        return major > DRAINS.major || major == DRAINS.major && minor >= DRAINS.minor;
    }

    private static Path real(Path program) {
        try {
            return program.toRealPath();
        } catch (IOException missing) {
            return program;
        }
    }

    private static List<Path> children(Path directory) {
        try (Stream<Path> children = Files.list(directory)) {
            return children.toList();
        } catch (IOException missing) {
            return List.of();
        }
    }
}
