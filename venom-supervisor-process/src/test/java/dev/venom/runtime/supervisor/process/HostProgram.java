package dev.venom.runtime.supervisor.process;

import dev.venom.runtime.api.runtime.RuntimeSpec;
import dev.venom.runtime.core.internal.host.LinuxProcessTable;
import dev.venom.runtime.spi.Settings;
import dev.venom.runtime.spi.host.ProcessTable;
import dev.venom.runtime.spi.runtime.LaunchPlan;
import dev.venom.runtime.spi.runtime.SupervisedRuntime;
import dev.venom.runtime.spi.runtime.SupervisorContext;
import dev.venom.runtime.spi.runtime.SupervisorMemory;
import dev.venom.runtime.spi.testkit.InMemorySettings;
import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;

/** A host in a virtual machine of its own: it starts a runtime, says so, and waits to be ended. */
final class HostProgram {
    private HostProgram() {}

    /**
     * Runs it.
     *
     * @param arguments a directory, the policy ({@code keep} or {@code stop}), and a script for the shell
     */
    public static void main(String[] arguments) throws InterruptedException {
        Path directory = Path.of(arguments[0]);
        Context context = new Context(directory);
        LaunchPlan plan =
                plan(directory, RuntimeSpec.OnHostExit.valueOf(arguments[1].toUpperCase(Locale.ROOT)), arguments[2]);
        try (ProcessSupervisor supervisor = new ProcessSupervisor();
                SupervisedRuntime runtime = supervisor.attach(plan.spec(), context)) {
            runtime.start(plan);
            System.out.println("started " + runtime.observe().processes().get(0).pid());
            Thread.currentThread().join();
        }
    }

    /** An id that no other test has, on this machine and at this time. */
    static String id(Path directory) {
        return "hosted-" + directory.getFileName();
    }

    static LaunchPlan plan(Path directory, RuntimeSpec.OnHostExit policy, String script) {
        List<String> words = List.of("/bin/sh", "-c", script);
        RuntimeSpec spec = RuntimeSpec.builder(id(directory), "openai", URI.create("http://127.0.0.1:1"))
                .command(words)
                .onHostExit(policy)
                .stopTimeout(Duration.ofSeconds(2))
                .build();
        return new LaunchPlan(
                spec,
                words,
                Map.of(),
                directory.resolve("hosted.env"),
                Optional.of(directory),
                directory.resolve(id(directory) + ".log"));
    }

    /** What a real host gives, with a memory in a file. */
    static final class Context implements SupervisorContext {
        private final Path directory;
        private final ProcessTable processes = new LinuxProcessTable();

        Context(Path directory) {
            this.directory = directory;
        }

        @Override
        public Settings settings() {
            return InMemorySettings.in(directory);
        }

        @Override
        public Clock clock() {
            return Clock.systemUTC();
        }

        @Override
        public ProcessTable processes() {
            return processes;
        }

        @Override
        public SupervisorMemory memory(String runtime) {
            return new FileMemory(directory.resolve(runtime + ".properties"));
        }

        @Override
        public Path logFile(String runtime) {
            return directory.resolve(runtime + ".log");
        }

        @Override
        public Executor background() {
            return task -> Executors.defaultThreadFactory().newThread(task).start();
        }
    }

    private record FileMemory(Path file) implements SupervisorMemory {
        @Override
        public Map<String, String> recall() {
            Properties properties = new Properties();
            if (Files.exists(file)) {
                try (Reader reader = Files.newBufferedReader(file)) {
                    properties.load(reader);
                } catch (IOException failure) {
                    throw new UncheckedIOException(failure);
                }
            }
            return properties.stringPropertyNames().stream()
                    .collect(Collectors.toMap(name -> name, properties::getProperty));
        }

        @Override
        public void remember(Map<String, String> facts) {
            Properties properties = new Properties();
            properties.putAll(facts);
            try (Writer writer = Files.newBufferedWriter(file)) {
                properties.store(writer, "");
            } catch (IOException failure) {
                throw new UncheckedIOException(failure);
            }
        }

        /** One host at a time is all there is in these tests. */
        @Override
        public boolean replace(Map<String, String> expected, Map<String, String> facts) {
            boolean isAsExpected = recall().equals(expected);
            if (isAsExpected) {
                remember(facts);
            }
            return isAsExpected;
        }
    }
}
