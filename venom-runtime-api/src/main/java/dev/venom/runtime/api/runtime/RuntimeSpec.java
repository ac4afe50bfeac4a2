package dev.venom.runtime.api.runtime;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * A server that serves models, as the host describes it. Immutable; made by {@link #builder}.
 *
 * <p>In {@link #command()} the words {@code ${model_path}}, {@code ${model_name}} and {@code ${port}} stand
 * for the active model's path, the name it is served under, and the port of {@link #baseUri()}.
 */
public final class RuntimeSpec {
    private final String id;
    private final String kind;
    private final URI baseUri;
    private final Supervision supervision;
    private final Scope scope;
    private final OnHostExit onHostExit;
    private final Optional<String> unit;
    private final List<String> command;
    private final Map<String, String> environment;
    private final Optional<Path> environmentFile;
    private final Optional<Path> workingDirectory;
    private final Duration startTimeout;
    private final Duration stopTimeout;
    private final Duration drainTimeout;
    private final Duration soakTime;
    private final Optional<Duration> probeInterval;

    /** Who starts and stops it. */
    public enum Supervision {
        /** The library, as a child process. */
        PROCESS,
        /** systemd, asked by the library. */
        SYSTEMD,
        /** systemd where the unit exists, else a child process. */
        AUTO,
        /** Somebody else: it is only observed. */
        EXTERNAL
    }

    /** Which systemd manager holds the unit. */
    public enum Scope {
        /** The host's. */
        SYSTEM,
        /** The calling user's. */
        USER
    }

    /** What becomes of a child process when the host ends. */
    public enum OnHostExit {
        /** It lives on; the next host finds it. */
        KEEP,
        /** It is stopped. */
        STOP
    }

    private RuntimeSpec(Builder builder) {
        id = builder.id;
        kind = builder.kind;
        baseUri = builder.baseUri;
        supervision = builder.supervision;
        scope = builder.scope;
        onHostExit = builder.onHostExit;
        unit = builder.unit;
        command = List.copyOf(builder.command);
        environment = Map.copyOf(builder.environment);
        environmentFile = builder.environmentFile;
        workingDirectory = builder.workingDirectory;
        startTimeout = builder.startTimeout;
        stopTimeout = builder.stopTimeout;
        drainTimeout = builder.drainTimeout;
        soakTime = builder.soakTime;
        probeInterval = builder.probeInterval;
    }

    /**
     * Starts a description.
     *
     * @param id name of the runtime
     * @param kind what a driver knows: {@code vllm}, {@code ollama}, {@code openai} or a host's own
     * @param baseUri where it answers, such as {@code http://127.0.0.1:8000}
     * @return a builder; without further calls the runtime is external
     */
    public static Builder builder(String id, String kind, URI baseUri) {
        return new Builder(id, kind, baseUri);
    }

    /**
     * Name of the runtime.
     *
     * @return the id
     */
    public String id() {
        return id;
    }

    /**
     * The driver that knows it.
     *
     * @return the kind
     */
    public String kind() {
        return kind;
    }

    /**
     * Where it answers.
     *
     * @return scheme, host and port
     */
    public URI baseUri() {
        return baseUri;
    }

    /**
     * Who starts and stops it.
     *
     * @return the choice
     */
    public Supervision supervision() {
        return supervision;
    }

    /**
     * Which systemd manager holds the unit.
     *
     * @return the scope
     */
    public Scope scope() {
        return scope;
    }

    /**
     * What becomes of a child process when the host ends.
     *
     * @return the policy
     */
    public OnHostExit onHostExit() {
        return onHostExit;
    }

    /**
     * Its systemd unit.
     *
     * @return a name such as {@code vllm.service}
     */
    public Optional<String> unit() {
        return unit;
    }

    /**
     * What starts it as a child process.
     *
     * @return program and arguments, with placeholders
     */
    public List<String> command() {
        return command;
    }

    /**
     * Variables added to its environment.
     *
     * @return names and values
     */
    public Map<String, String> environment() {
        return environment;
    }

    /**
     * An existing {@code .env} file that is kept in step with the active model.
     *
     * @return its path
     */
    public Optional<Path> environmentFile() {
        return environmentFile;
    }

    /**
     * Where a child process runs.
     *
     * @return a directory
     */
    public Optional<Path> workingDirectory() {
        return workingDirectory;
    }

    /**
     * How long a start may take until it is proved.
     *
     * @return 600 s by default
     */
    public Duration startTimeout() {
        return startTimeout;
    }

    /**
     * How long a stop may take before processes are killed.
     *
     * @return 90 s by default
     */
    public Duration stopTimeout() {
        return stopTimeout;
    }

    /**
     * How long to wait for a runtime to become idle.
     *
     * @return 60 s by default
     */
    public Duration drainTimeout() {
        return drainTimeout;
    }

    /**
     * How long a runtime has to stay up after its first token before a start of it counts.
     *
     * @return none by default: it is looked at once more, which takes no time
     */
    public Duration soakTime() {
        return soakTime;
    }

    /**
     * How often it is asked for a token while it is idle and awake.
     *
     * @return the interval, zero for never; empty by default: its driver knows whether that costs its users anything
     */
    public Optional<Duration> probeInterval() {
        return probeInterval;
    }

    @Override
    public String toString() {
        return id + " (" + kind + " at " + baseUri + ")";
    }

    /** Collects the options of a description. Confined to one thread. */
    public static final class Builder {
        private final String id;
        private final String kind;
        private final URI baseUri;
        private Supervision supervision = Supervision.EXTERNAL;
        private Scope scope = Scope.SYSTEM;
        private OnHostExit onHostExit = OnHostExit.KEEP;
        private Optional<String> unit = Optional.empty();
        private List<String> command = List.of();
        private Map<String, String> environment = Map.of();
        private Optional<Path> environmentFile = Optional.empty();
        private Optional<Path> workingDirectory = Optional.empty();
        private Duration startTimeout = Duration.ofSeconds(600);
        private Duration stopTimeout = Duration.ofSeconds(90);
        private Duration drainTimeout = Duration.ofSeconds(60);
        private Duration soakTime = Duration.ZERO;
        private Optional<Duration> probeInterval = Optional.empty();

        private Builder(String id, String kind, URI baseUri) {
            this.id = Objects.requireNonNull(id, "id");
            this.kind = Objects.requireNonNull(kind, "kind");
            this.baseUri = Objects.requireNonNull(baseUri, "baseUri");
        }

        /**
         * Makes it a child process.
         *
         * @param words program and arguments, with placeholders
         * @return this builder
         */
        public Builder command(List<String> words) {
            command = List.copyOf(words);
            supervision = Supervision.PROCESS;
            return this;
        }

        /**
         * Makes it a systemd unit.
         *
         * @param name such as {@code vllm.service}
         * @return this builder
         */
        public Builder unit(String name) {
            unit = Optional.of(name);
            supervision = Supervision.SYSTEMD;
            return this;
        }

        /**
         * Says who starts and stops it, where command or unit alone do not.
         *
         * @param choice the choice
         * @return this builder
         */
        public Builder supervision(Supervision choice) {
            supervision = Objects.requireNonNull(choice, "choice");
            return this;
        }

        /**
         * Says which systemd manager holds the unit.
         *
         * @param choice the scope
         * @return this builder
         */
        public Builder scope(Scope choice) {
            scope = Objects.requireNonNull(choice, "choice");
            return this;
        }

        /**
         * Says what becomes of a child process when the host ends.
         *
         * @param choice the policy
         * @return this builder
         */
        public Builder onHostExit(OnHostExit choice) {
            onHostExit = Objects.requireNonNull(choice, "choice");
            return this;
        }

        /**
         * Adds variables to its environment.
         *
         * @param variables names and values
         * @return this builder
         */
        public Builder environment(Map<String, String> variables) {
            environment = Map.copyOf(variables);
            return this;
        }

        /**
         * Names a {@code .env} file to keep in step.
         *
         * @param file its path
         * @return this builder
         */
        public Builder environmentFile(Path file) {
            environmentFile = Optional.of(file);
            return this;
        }

        /**
         * Says where a child process runs.
         *
         * @param directory an existing directory
         * @return this builder
         */
        public Builder workingDirectory(Path directory) {
            workingDirectory = Optional.of(directory);
            return this;
        }

        /**
         * Limits a start.
         *
         * @param limit until it is proved
         * @return this builder
         */
        public Builder startTimeout(Duration limit) {
            startTimeout = Objects.requireNonNull(limit, "limit");
            return this;
        }

        /**
         * Limits a stop.
         *
         * @param limit until processes are killed
         * @return this builder
         */
        public Builder stopTimeout(Duration limit) {
            stopTimeout = Objects.requireNonNull(limit, "limit");
            return this;
        }

        /**
         * Limits the wait for idle.
         *
         * @param limit until the drain gives up
         * @return this builder
         */
        public Builder drainTimeout(Duration limit) {
            drainTimeout = Objects.requireNonNull(limit, "limit");
            return this;
        }

        /**
         * Makes it prove that it lasts: a server that dies in this time after its first token has not started.
         *
         * @param time how long it has to stay up; every start and switch takes so much longer
         * @return this builder
         */
        public Builder soakTime(Duration time) {
            soakTime = Objects.requireNonNull(time, "time");
            return this;
        }

        /**
         * Says how often it is asked for a token while it is idle and awake, whatever that costs its users: the only
         * slot for a moment, a cached prompt, its falling asleep.
         *
         * @param interval from one token to the next; zero for never
         * @return this builder
         */
        public Builder probeInterval(Duration interval) {
            probeInterval = Optional.of(interval);
            return this;
        }

        /**
         * Makes the description.
         *
         * @return an immutable description
         */
        public RuntimeSpec build() {
            return new RuntimeSpec(this);
        }
    }
}
