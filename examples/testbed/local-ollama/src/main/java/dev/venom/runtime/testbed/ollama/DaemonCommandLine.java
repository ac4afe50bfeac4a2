package dev.venom.runtime.testbed.ollama;

import dev.venom.runtime.testbed.ollama.image.ModelImage;
import dev.venom.runtime.testbed.ollama.scheduler.KeepAlive;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The daemon that its command line and its environment ask for.
 *
 * @param environment the process's variables
 * @param options the command line's
 */
record DaemonCommandLine(Map<String, String> environment, Options options) {

    static final String USAGE = "Usage: OllamaServer serve [--port N] [--models DIR] [--version V] [--registry URL]"
            + " [--keep-alive D] [--load-time MS] [--token-time MS] [--gpu true] [--tiny NAME]...";

    private static final Set<String> OPTIONS = Set.of(
            "--port",
            "--models",
            "--version",
            "--registry",
            "--keep-alive",
            "--load-time",
            "--token-time",
            "--gpu",
            "--tiny");
    private static final int DEFAULT_PORT = 11434;

    /** What they ask for; throws {@link IllegalArgumentException} with a text for people. */
    static DaemonCommandLine parse(Map<String, String> environment, String... arguments) {
        return new DaemonCommandLine(environment, Options.parse(OPTIONS, arguments));
    }

    String version() {
        return options.last("--version").map(Options.Pair::value).orElse("0.32.15");
    }

    LocalDaemon start() {
        LocalDaemonBuilder plan = LocalDaemon.over(models()).port(port()).version(version());
        options.last("--registry").ifPresent(url -> plan.registry(URI.create(url.value())));
        options.last("--token-time").ifPresent(time -> plan.tokenTime(Duration.ofMillis(time.number())));
        setting("--keep-alive", "OLLAMA_KEEP_ALIVE").ifPresent(text -> plan.keepAlive(KeepAlive.parse(text)));
        if (isTrue("OLLAMA_NOPRUNE")) {
            plan.noPrune();
        }
        LocalDaemon daemon = plan.start();
        options.last("--load-time").ifPresent(time -> daemon.scheduler().loadTime(Duration.ofMillis(time.number())));
        options.last("--gpu").ifPresent(gpu -> daemon.scheduler().gpu(Boolean.parseBoolean(gpu.value())));
        options.all("--tiny").forEach(tiny -> daemon.store().put(tiny.value(), ModelImage.tinyLlama()));
        return daemon;
    }

    private Path models() {
        return setting("--models", "OLLAMA_MODELS")
                .map(Path::of)
                .orElseGet(() -> Path.of(System.getProperty("user.home"), ".ollama", "models"));
    }

    /** The port of {@code --port}, or the one behind the last colon of {@code OLLAMA_HOST}. */
    int port() {
        Optional<Integer> port = options.last("--port").map(Options.Pair::number);
        return port.or(() -> Optional.ofNullable(environment.get("OLLAMA_HOST")).flatMap(DaemonCommandLine::portOf))
                .orElse(DEFAULT_PORT);
    }

    private Optional<String> setting(String option, String variable) {
        return options.last(option)
                .map(Options.Pair::value)
                .or(() -> Optional.ofNullable(environment.get(variable)).filter(value -> !value.isBlank()));
    }

    private boolean isTrue(String variable) {
        return Set.of("1", "t", "true")
                .contains(environment.getOrDefault(variable, "").toLowerCase(Locale.ROOT));
    }

    private static Optional<Integer> portOf(String host) {
        String tail = host.substring(host.lastIndexOf(':') + 1).replaceAll("/.*", "");
        return tail.matches("\\d{1,5}") && host.contains(":") ? Optional.of(Integer.parseInt(tail)) : Optional.empty();
    }
}
