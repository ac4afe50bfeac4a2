package dev.venom.runtime.api.runtime;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** Collects the options of a {@link RuntimeSpec}. Confined to one thread. */
public final class RuntimeSpecBuilder {
    final String id;
    final String kind;
    final URI baseUri;
    RuntimeSpec.Supervision supervision = RuntimeSpec.Supervision.EXTERNAL;
    RuntimeSpec.Scope scope = RuntimeSpec.Scope.SYSTEM;
    RuntimeSpec.OnHostExit onHostExit = RuntimeSpec.OnHostExit.KEEP;
    Optional<String> unit = Optional.empty();
    List<String> command = List.of();
    Map<String, String> environment = Map.of();
    Optional<Path> environmentFile = Optional.empty();
    Optional<Path> workingDirectory = Optional.empty();
    Duration startTimeout = Duration.ofSeconds(600);
    Duration stopTimeout = Duration.ofSeconds(90);
    Duration drainTimeout = Duration.ofSeconds(60);
    Duration soakTime = Duration.ZERO;
    Optional<Duration> probeInterval = Optional.empty();

    RuntimeSpecBuilder(String id, String kind, URI baseUri) {
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
    public RuntimeSpecBuilder command(List<String> words) {
        command = List.copyOf(words);
        supervision = RuntimeSpec.Supervision.PROCESS;
        return this;
    }

    /**
     * Makes it a systemd unit.
     *
     * @param name such as {@code vllm.service}
     * @return this builder
     */
    public RuntimeSpecBuilder unit(String name) {
        unit = Optional.of(name);
        supervision = RuntimeSpec.Supervision.SYSTEMD;
        return this;
    }

    /**
     * Says who starts and stops it, where command or unit alone do not.
     *
     * @param choice the choice
     * @return this builder
     */
    public RuntimeSpecBuilder supervision(RuntimeSpec.Supervision choice) {
        supervision = Objects.requireNonNull(choice, "choice");
        return this;
    }

    /**
     * Says which systemd manager holds the unit.
     *
     * @param choice the scope
     * @return this builder
     */
    public RuntimeSpecBuilder scope(RuntimeSpec.Scope choice) {
        scope = Objects.requireNonNull(choice, "choice");
        return this;
    }

    /**
     * Says what becomes of a child process when the host ends.
     *
     * @param choice the policy
     * @return this builder
     */
    public RuntimeSpecBuilder onHostExit(RuntimeSpec.OnHostExit choice) {
        onHostExit = Objects.requireNonNull(choice, "choice");
        return this;
    }

    /**
     * Adds variables to its environment.
     *
     * @param variables names and values
     * @return this builder
     */
    public RuntimeSpecBuilder environment(Map<String, String> variables) {
        environment = Map.copyOf(variables);
        return this;
    }

    /**
     * Names a {@code .env} file to keep in step.
     *
     * @param file its path
     * @return this builder
     */
    public RuntimeSpecBuilder environmentFile(Path file) {
        environmentFile = Optional.of(file);
        return this;
    }

    /**
     * Says where a child process runs.
     *
     * @param directory an existing directory
     * @return this builder
     */
    public RuntimeSpecBuilder workingDirectory(Path directory) {
        workingDirectory = Optional.of(directory);
        return this;
    }

    /**
     * Limits a start.
     *
     * @param limit until it is proved
     * @return this builder
     */
    public RuntimeSpecBuilder startTimeout(Duration limit) {
        startTimeout = Objects.requireNonNull(limit, "limit");
        return this;
    }

    /**
     * Limits a stop.
     *
     * @param limit until processes are killed
     * @return this builder
     */
    public RuntimeSpecBuilder stopTimeout(Duration limit) {
        stopTimeout = Objects.requireNonNull(limit, "limit");
        return this;
    }

    /**
     * Limits the wait for idle.
     *
     * @param limit until the drain gives up
     * @return this builder
     */
    public RuntimeSpecBuilder drainTimeout(Duration limit) {
        drainTimeout = Objects.requireNonNull(limit, "limit");
        return this;
    }

    /**
     * Makes it prove that it lasts: a server that dies in this time after its first token has not started.
     *
     * @param time how long it has to stay up; every start and switch takes so much longer
     * @return this builder
     */
    public RuntimeSpecBuilder soakTime(Duration time) {
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
    public RuntimeSpecBuilder probeInterval(Duration interval) {
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
