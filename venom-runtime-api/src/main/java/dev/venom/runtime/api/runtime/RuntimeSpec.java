package dev.venom.runtime.api.runtime;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
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

    RuntimeSpec(RuntimeSpecBuilder builder) {
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
    public static RuntimeSpecBuilder builder(String id, String kind, URI baseUri) {
        return new RuntimeSpecBuilder(id, kind, baseUri);
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
}
