package dev.venom.runtime.testbed.ollama;

import dev.venom.runtime.testbed.ollama.daemon.Version;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;

/** Prepares a {@link LocalDaemon}. Confined to one thread; a builder starts one daemon. */
public final class LocalDaemonBuilder {

    private final Path models;
    private Optional<URI> registry = Optional.empty();
    private Version version = new Version("0.32.15");
    private InstantSource clock = InstantSource.system();
    private Duration keepAlive = Duration.ofMinutes(5);
    private Duration tick = Duration.ofMillis(20);
    private Duration firstPause = Duration.ofMillis(50);
    private Duration tokenTime = Duration.ZERO;
    private boolean prunes = true;
    private int port;

    LocalDaemonBuilder(Path models) {
        this.models = models;
    }

    /** The registry of names without a host; the public one unless set. */
    public LocalDaemonBuilder registry(URI address) {
        registry = Optional.of(address);
        return this;
    }

    /** The Ollama that it takes itself for, such as {@code 0.11.4}; what it can do follows from that. */
    public LocalDaemonBuilder version(String text) {
        version = new Version(text);
        return this;
    }

    /** The port; any free one unless set. */
    public LocalDaemonBuilder port(int number) {
        port = number;
        return this;
    }

    /** How long a model stays in memory unless a request says otherwise; 5 minutes unless set. */
    public LocalDaemonBuilder keepAlive(Duration duration) {
        keepAlive = duration;
        return this;
    }

    /** The time between two lines about the same blob; the real one takes 60 ms. */
    public LocalDaemonBuilder tick(Duration duration) {
        tick = duration;
        return this;
    }

    /** How long it waits before the second attempt at a blob, and each time twice as long; the real one waits a second. */
    public LocalDaemonBuilder firstPause(Duration duration) {
        firstPause = duration;
        return this;
    }

    /** How long a token takes; no time unless set. */
    public LocalDaemonBuilder tokenTime(Duration duration) {
        tokenTime = duration;
        return this;
    }

    /** Leaves the store alone at the start, as {@code OLLAMA_NOPRUNE} has it. */
    public LocalDaemonBuilder noPrune() {
        prunes = false;
        return this;
    }

    /** The clock of keep-alive and of the prune. */
    public LocalDaemonBuilder clock(InstantSource source) {
        clock = source;
        return this;
    }

    /** Prunes the store and starts; it answers when this returns. */
    public LocalDaemon start() {
        return new LocalDaemon(this);
    }

    Path models() {
        return models;
    }

    Optional<URI> registry() {
        return registry;
    }

    Version version() {
        return version;
    }

    InstantSource clock() {
        return clock;
    }

    Duration keepAlive() {
        return keepAlive;
    }

    Duration tick() {
        return tick;
    }

    Duration firstPause() {
        return firstPause;
    }

    Duration tokenTime() {
        return tokenTime;
    }

    boolean prunes() {
        return prunes;
    }

    int port() {
        return port;
    }
}
