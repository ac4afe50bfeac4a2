package dev.venom.runtime.examples.quickstart;

import dev.venom.runtime.examples.hub.LocalHub;
import dev.venom.runtime.examples.hub.catalogue.BuiltInModels;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/**
 * A first look at the command line, without a network: starts a Hub on this machine that serves a small real model, not
 * too fast, and runs the program against it as a person would.
 */
public final class FirstInstall {
    private static final String MODEL = "hf:venom/tiny-llama";
    private static final Path DIRECTORY = Path.of("venom-demo");
    private static final long BYTES_PER_SECOND = 1_500_000;

    private FirstInstall() {}

    /**
     * Runs the demonstration and ends with the exit status of the first command that failed, or 0.
     *
     * @param arguments the program, {@code venom.jar}
     * @throws IOException if a command cannot be run
     * @throws InterruptedException if it is interrupted
     */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        DemoDirectory.clear(DIRECTORY);
        int status;
        try (LocalHub hub = LocalHub.builder()
                .repositories(BuiltInModels.repositories())
                .bytesPerSecond(BYTES_PER_SECOND)
                .start()) {
            System.out.println("A Hub on this machine answers at " + hub.url() + "; models go to " + DIRECTORY + "/.");
            status = runAll(new VenomProgram(Path.of(arguments[0]), hub.url(), DIRECTORY));
        }
        if (status == 0) {
            System.out.println("\nThat is all. Models stay in " + DIRECTORY + "/, in the layout of huggingface_hub.");
        }
        System.exit(status);
    }

    private static int runAll(VenomProgram venom) throws IOException, InterruptedException {
        List<List<String>> commands = List.of(
                List.of("search", "--provider", "hf", "tiny"),
                List.of("plan", MODEL),
                List.of("install", MODEL),
                List.of("list"),
                List.of("verify", MODEL));
        for (List<String> command : commands) {
            int status = venom.run(command);
            if (status != 0) {
                return status;
            }
        }
        return 0;
    }
}
