package dev.venom.runtime.testbed.vllm;

import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** How to start the server as a process of its own. */
public final class FakeVllmProgram {
    private FakeVllmProgram() {}

    /**
     * A command that starts quickly.
     *
     * @param arguments what follows {@code vllm}, such as {@code serve}
     * @return program and arguments
     */
    public static List<String> command(String... arguments) {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-Xshare:auto",
                "-Xmx64m",
                "-cp",
                location().toString(),
                FakeVllm.class.getName()));
        command.addAll(List.of(arguments));
        return command;
    }

    /**
     * The command of a runtime's description, with the placeholders that the library fills in.
     *
     * @param more further options of {@code vllm serve}
     * @return program and arguments
     */
    public static List<String> serveCommand(String... more) {
        List<String> command = command(
                "serve",
                "${model_path}",
                "--served-model-name",
                "${model_name}",
                "--host",
                "127.0.0.1",
                "--port",
                "${port}");
        command.addAll(List.of(more));
        return command;
    }

    private static Path location() {
        try {
            return Path.of(FakeVllm.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI());
        } catch (URISyntaxException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
