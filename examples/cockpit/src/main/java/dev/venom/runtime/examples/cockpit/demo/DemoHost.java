package dev.venom.runtime.examples.cockpit.demo;

import dev.venom.runtime.api.runtime.RuntimeSpec;
import dev.venom.runtime.core.ModelManagerBuilder;
import dev.venom.runtime.testbed.engine.LocalRuntime;
import dev.venom.runtime.testbed.hub.LocalHub;
import dev.venom.runtime.testbed.hub.catalogue.BuiltInModels;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Everything that a stranger needs to try the Cockpit: a hub on this machine with small real models, slow enough
 * that one sees them come, and two runtimes that run them as child processes. No network, no GPU, and nothing of
 * the person's own settings. Closing it ends the hub; what was downloaded into a directory of its own is deleted.
 */
public final class DemoHost implements AutoCloseable {
    private static final long BYTES_PER_SECOND = 1_200_000;
    private static final List<String> RUNTIMES = List.of("alpha", "beta");
    private static final Duration TIMEOUT = Duration.ofSeconds(60);

    private final LocalHub hub;
    private final DemoDirectory directory;

    private DemoHost(LocalHub hub, DemoDirectory directory) {
        this.hub = hub;
        this.directory = directory;
    }

    /**
     * Starts the hub.
     *
     * @param wanted where models go; otherwise a temporary directory
     * @return the host
     */
    public static DemoHost start(Optional<Path> wanted) {
        DemoDirectory directory = DemoDirectory.at(wanted);
        LocalHub hub = LocalHub.builder()
                .repositories(BuiltInModels.repositories())
                .repository(DamagedModel.repository())
                .bytesPerSecond(BYTES_PER_SECOND)
                .start();
        return new DemoHost(hub, directory);
    }

    /**
     * Describes this host to a manager.
     *
     * @param builder the manager's builder
     */
    public void describe(ModelManagerBuilder builder) {
        builder.environment(environment())
                .cacheDirectory(directory.path())
                .setting("HF_ENDPOINT", hub.url().toString())
                .setting("VENOM_LOG_DIR", directory.path().resolve("logs").toString());
        RUNTIMES.forEach(id -> builder.runtime(runtime(id)));
    }

    @Override
    public void close() {
        hub.close();
        directory.close();
    }

    /** What programs need, and limits, without the person's own models, tokens and proxies. */
    private static Map<String, String> environment() {
        Map<String, String> environment = new HashMap<>();
        for (String name : List.of("PATH", "HOME", "LANG", "TMPDIR", "MODELS_CONFIRM_ABOVE_GB", "MODELS_MAX_DISK_GB")) {
            Optional.ofNullable(System.getenv(name)).ifPresent(value -> environment.put(name, value));
        }
        return environment;
    }

    private static RuntimeSpec runtime(String id) {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        List<String> command = List.of(
                java,
                "-Xmx256m",
                "-cp",
                System.getProperty("java.class.path"),
                LocalRuntime.class.getName(),
                "--model",
                "${model_path}",
                "--name",
                "${model_name}",
                "--port",
                "${port}");
        return RuntimeSpec.builder(id, "openai", URI.create("http://127.0.0.1:" + freePort()))
                .command(command)
                .onHostExit(RuntimeSpec.OnHostExit.STOP)
                .startTimeout(TIMEOUT)
                .stopTimeout(TIMEOUT)
                .build();
    }

    private static int freePort() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException exhausted) {
            throw new UncheckedIOException("There is no free port", exhausted);
        }
    }

    /** A directory for the time of a demonstration. */
    private record DemoDirectory(Path path, boolean temporary) implements AutoCloseable {
        static DemoDirectory at(Optional<Path> wanted) {
            try {
                return wanted.isPresent()
                        ? new DemoDirectory(wanted.get(), false)
                        : new DemoDirectory(Files.createTempDirectory("venom-cockpit-demo-"), true);
            } catch (IOException unwritable) {
                throw new UncheckedIOException("There is no room for the demonstration", unwritable);
            }
        }

        @Override
        public void close() {
            if (temporary) {
                RecursiveDelete.delete(path);
            }
        }
    }
}
