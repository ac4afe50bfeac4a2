package dev.venom.runtime.supervisor.process.internal.launch;

import dev.venom.runtime.api.error.ErrorCode;
import dev.venom.runtime.api.error.VenomException;
import dev.venom.runtime.spi.runtime.LaunchPlan;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The program of a command, as the shell will look for it.
 *
 * @param plan how it is to be started
 * @param searchPath where it is looked for
 */
record Program(LaunchPlan plan, String searchPath) {
    private static final int LONGEST_FIRST_LINE = 256;

    /** Refuses what is not there, may not be executed, or is a script of an interpreter that is not there. */
    void requireExecutable() {
        String word = plan.command().get(0);
        Optional<Path> program = word.contains("/") ? Optional.of(inDirectory(word)) : found(word);
        if (program.filter(Files::exists).isEmpty()) {
            throw refused("The program " + word + " of the runtime " + id() + " is not there.");
        }
        if (!isExecutable(program.get())) {
            throw refused("The program " + program.get() + " of the runtime " + id() + " may not be executed.");
        }
        interpreter(program.get()).filter(other -> !isExecutable(other)).ifPresent(missing -> {
            throw refused("The program " + program.get() + " of the runtime " + id() + " is a script of " + missing
                    + ", which is not there.");
        });
    }

    private Path inDirectory(String word) {
        return plan.workingDirectory().orElse(Path.of("")).toAbsolutePath().resolve(word);
    }

    private Optional<Path> found(String word) {
        return Stream.of(searchPath.split(Pattern.quote(File.pathSeparator)))
                .map(directory ->
                        inDirectory(directory.isEmpty() ? "." : directory).resolve(word))
                .filter(Program::isExecutable)
                .findFirst();
    }

    private static boolean isExecutable(Path file) {
        return Files.isRegularFile(file) && Files.isExecutable(file);
    }

    private static Optional<Path> interpreter(Path program) {
        try (InputStream begin = Files.newInputStream(program)) {
            String text = new String(begin.readNBytes(LONGEST_FIRST_LINE), StandardCharsets.ISO_8859_1);
            String line = text.lines().findFirst().orElse("");
            return line.matches("#!\\s*/.*")
                    ? Optional.of(Path.of(line.substring(2).strip().split("\\s")[0]))
                    : Optional.empty();
        } catch (IOException unreadable) {
            return Optional.empty();
        }
    }

    private String id() {
        return plan.spec().id();
    }

    private static VenomException refused(String what) {
        return new VenomException(
                ErrorCode.RUNTIME_UNHEALTHY, what, "Install it, or put the \"command\" of the runtime right.");
    }
}
