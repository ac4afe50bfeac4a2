package dev.venom.runtime.supervisor.systemd.internal.unit;

import dev.venom.runtime.api.error.ErrorCode;
import dev.venom.runtime.api.error.VenomException;
import dev.venom.runtime.api.runtime.RuntimeSpec;
import dev.venom.runtime.spi.transport.Origin;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The command line of a unit: the model comes from variables, so that another one needs a restart and no other
 * unit. Immutable.
 *
 * @param words program and arguments, with the placeholders of a description
 * @param port what stands for {@code ${port}}
 */
record UnitCommand(List<String> words, int port) {
    private static final String MODEL_PATH = "${model_path}";
    private static final String MODEL_NAME = "${model_name}";
    private static final String PORT = "${port}";
    private static final String SHUTDOWN_TIMEOUT = "--shutdown-timeout";

    /** What vLLM needs to end after its last answer: its engine, its workers, the GPU's context. */
    private static final Duration TEARDOWN = Duration.ofSeconds(20);

    /** The command of a description, or the usual one of its kind. */
    static UnitCommand of(RuntimeSpec spec) {
        List<String> words = spec.command().isEmpty() ? usual(spec) : spec.command();
        return new UnitCommand(words, port(spec));
    }

    private static List<String> usual(RuntimeSpec spec) {
        return switch (spec.kind()) {
            case "vllm" ->
                List.of(
                        "vllm",
                        "serve",
                        MODEL_PATH,
                        "--served-model-name",
                        MODEL_NAME,
                        "--host",
                        host(spec),
                        "--port",
                        PORT);
            case "ollama" -> List.of("ollama", "serve");
            default ->
                throw new VenomException(
                        ErrorCode.INVALID_REQUEST,
                        "No unit can be written for " + spec.id() + ": it has no command",
                        "Give the runtime a \"command\" in the configuration");
        };
    }

    private static String host(RuntimeSpec spec) {
        return Origin.of(spec.baseUri()).host();
    }

    private static int port(RuntimeSpec spec) {
        return Origin.of(spec.baseUri()).port();
    }

    /** Whether it cannot begin without a model. */
    boolean needsModel() {
        return words.stream().anyMatch(word -> word.contains(MODEL_PATH) || word.contains(MODEL_NAME));
    }

    /** Adds the time that vLLM may take to finish its answers, where it knows the option and nobody chose it. */
    UnitCommand drainingWithin(Duration stopTimeout) {
        boolean chosen = words.stream()
                .anyMatch(word -> word.equals(SHUTDOWN_TIMEOUT) || word.startsWith(SHUTDOWN_TIMEOUT + "="));
        if (chosen) {
            return this;
        }
        Duration drain = stopTimeout.minus(TEARDOWN);
        long seconds = Math.max(1, drain.isNegative() ? stopTimeout.toSeconds() / 2 : drain.toSeconds());
        List<String> more = new ArrayList<>(words);
        more.addAll(List.of(SHUTDOWN_TIMEOUT, Long.toString(seconds)));
        return new UnitCommand(more, port);
    }

    /** With the program's path: systemd looks only in a few directories. */
    UnitCommand located(Optional<String> searchPath) {
        List<String> more = new ArrayList<>(words);
        locate(words.get(0), searchPath).ifPresent(program -> more.set(0, program.toString()));
        return new UnitCommand(more, port);
    }

    private static Optional<Path> locate(String program, Optional<String> searchPath) {
        if (program.contains("/")) {
            return Optional.empty();
        }
        return searchPath.stream()
                .flatMap(paths -> Stream.of(paths.split(":")))
                .filter(directory -> directory.startsWith("/"))
                .map(directory -> Path.of(directory, program))
                .filter(Files::isExecutable)
                .findFirst();
    }

    /** Program and arguments as {@code ExecStart=} takes them. */
    String line() {
        return Stream.concat(
                        Stream.of(Escape.word(program())),
                        words.stream().skip(1).map(this::argument))
                .collect(Collectors.joining(" "));
    }

    /** A path; variables are not read in it. */
    String program() {
        return words.get(0);
    }

    private String argument(String word) {
        StringBuilder text = new StringBuilder();
        int position = 0;
        while (position < word.length()) {
            int next = nextPlaceholder(word, position);
            text.append(Escape.dollars(word.substring(position, next)));
            position = next;
            if (next < word.length()) {
                int end = word.indexOf('}', next) + 1;
                text.append(variable(word.substring(next, end)));
                position = end;
            }
        }
        return Escape.word(text.toString());
    }

    private static int nextPlaceholder(String word, int from) {
        return Stream.of(MODEL_PATH, MODEL_NAME, PORT)
                .mapToInt(placeholder -> word.indexOf(placeholder, from))
                .filter(index -> index >= 0)
                .min()
                .orElse(word.length());
    }

    private String variable(String placeholder) {
        return switch (placeholder) {
            case MODEL_PATH -> "${VLLM_ACTIVE_MODEL}";
            case MODEL_NAME -> "${LLM_MODEL_NAME}";
            default -> Integer.toString(port);
        };
    }
}
