package dev.venom.runtime.supervisor.process.internal.container;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A command that runs a server in a container, such as {@code docker run --rm IMAGE} and {@code podman run IMAGE}.
 * Immutable.
 *
 * @param words the command
 * @param client what of it speaks to the engine: the program with its own options, and what it is run through
 * @param optionsAt where the options of the run begin; past the end where the command is a script's and can't be added to
 * @param name the container's name, where one is given
 * @param detached whether it returns at once, and leaves the container to the engine
 */
public record RunCommand(
        List<String> words, List<String> client, int optionsAt, Optional<String> name, boolean detached) {
    private static final Set<String> ENGINES = Set.of("docker", "podman", "nerdctl");
    private static final Set<String> SHELLS = Set.of("sh", "bash", "dash", "zsh", "ash");
    private static final Set<String> FLAGS = Set.of(
            "--rm",
            "--interactive",
            "--tty",
            "--detach",
            "--init",
            "--privileged",
            "--read-only",
            "--publish-all",
            "--no-healthcheck",
            "--sig-proxy",
            "--oom-kill-disable",
            "--disable-content-trust",
            "--quiet",
            "--replace",
            "--no-hosts",
            "--no-hostname",
            "--rmi",
            "--env-host",
            "--http-proxy",
            "--tls-verify",
            "--use-api-socket");
    private static final String SHORT_FLAGS = "idtPq";
    private static final String NAME = "--name";
    private static final int FARTHEST_ENGINE = 8;
    private static final int FARTHEST_VERB = 12;

    /** Copies the lists. */
    public RunCommand {
        words = List.copyOf(words);
        client = List.copyOf(client);
    }

    /** Reads a command; empty where it runs no container. */
    public static Optional<RunCommand> of(List<String> command) {
        return ofWords(command).or(() -> ofScript(command));
    }

    /** The same with a name for the container, unless it has one. */
    public RunCommand named(String other) {
        if (name.isPresent() || optionsAt > words.size()) {
            return this;
        }
        List<String> longer = new ArrayList<>(words);
        longer.addAll(optionsAt, List.of(NAME, other));
        return new RunCommand(longer, client, optionsAt, Optional.of(other), detached);
    }

    private static Optional<RunCommand> ofWords(List<String> command) {
        int engine = engineAt(command);
        int run = engine < 0 ? -1 : verbAt(command, engine);
        if (run < 0) {
            return Optional.empty();
        }
        List<String> client = new ArrayList<>(command.subList(0, run));
        client.removeIf(word -> word.equals("container") || word.equals("exec"));
        Options options = Options.of(command.subList(run + 1, command.size()));
        return Optional.of(new RunCommand(command, client, run + 1, options.name(), options.detached()));
    }

    /** A script of one line that becomes the client. What it quotes is left alone. */
    private static Optional<RunCommand> ofScript(List<String> command) {
        boolean isScript = command.size() == 3
                && SHELLS.contains(program(command.get(0)))
                && command.get(1).equals("-c");
        if (!isScript) {
            return Optional.empty();
        }
        List<String> line = Arrays.asList(command.get(2).strip().split("\\s+"));
        return ofWords(line)
                .map(inner ->
                        new RunCommand(command, inner.client(), Integer.MAX_VALUE, inner.name(), inner.detached()));
    }

    private static int engineAt(List<String> command) {
        for (int index = 0; index < Math.min(FARTHEST_ENGINE, command.size()); index++) {
            if (ENGINES.contains(program(command.get(index)))) {
                return index;
            }
        }
        return -1;
    }

    private static int verbAt(List<String> command, int engine) {
        for (int index = engine + 1; index < Math.min(engine + FARTHEST_VERB, command.size()); index++) {
            if (command.get(index).equals("run")) {
                return index;
            }
        }
        return -1;
    }

    private static String program(String word) {
        return word.substring(word.lastIndexOf('/') + 1);
    }

    /** The options between {@code run} and the image. */
    private record Options(Optional<String> name, boolean detached) {
        static Options of(List<String> words) {
            Optional<String> name = Optional.empty();
            boolean detached = false;
            int index = 0;
            while (index < words.size() && words.get(index).startsWith("-")) {
                String word = words.get(index);
                if (word.startsWith(NAME + "=")) {
                    name = Optional.of(word.substring(NAME.length() + 1));
                } else if (word.equals(NAME) && index + 1 < words.size()) {
                    name = Optional.of(words.get(index + 1));
                }
                detached |= detaches(word);
                index += takesNext(word) ? 2 : 1;
            }
            return new Options(name, detached);
        }

        private static boolean detaches(String word) {
            return word.equals("--detach") || word.equals("--detach=true") || isCluster(word) && word.contains("d");
        }

        /** Short flags that are written together, such as {@code -it}; the last may take a value. */
        private static boolean isCluster(String word) {
            return word.length() > 1
                    && word.charAt(1) != '-'
                    && word.chars().skip(1).allMatch(letter -> SHORT_FLAGS.indexOf(letter) >= 0);
        }

        private static boolean takesNext(String word) {
            if (word.startsWith("--")) {
                return !word.contains("=") && !FLAGS.contains(word);
            }
            int last = word.length() - 1;
            boolean flagsBefore =
                    word.chars().skip(1).limit(last - 1).allMatch(letter -> SHORT_FLAGS.indexOf(letter) >= 0);
            return !isCluster(word) && flagsBefore && last >= 1;
        }
    }
}
