package dev.venom.runtime.examples.quickstart;

import dev.venom.runtime.testbed.hub.LocalHub;
import dev.venom.runtime.testbed.hub.catalogue.BuiltInModels;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/**
 * A first look at the command line, without a network and without a GPU: starts a Hub on this machine that serves small
 * real models, not too fast, and runs the program against it as a person would: from a search to a model that answers.
 */
public final class FirstLook {
    private static final String MODEL = "hf:venom/tiny-llama-GGUF";
    private static final String SERVED_NAME = "venom/tiny-llama-GGUF";
    private static final String PROMPT = "The configuration file";
    private static final Path DIRECTORY = Path.of("venom-demo");
    private static final long BYTES_PER_SECOND = 1_500_000;

    private FirstLook() {}

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
            DemoRuntime runtime = DemoRuntime.describe(DIRECTORY);
            status = look(new VenomProgram(Path.of(arguments[0]), hub.url(), DIRECTORY, runtime), runtime);
        }
        if (status == 0) {
            System.out.println("\nThat is all. Models stay in " + DIRECTORY + "/, in the layout of huggingface_hub.");
        }
        System.exit(status);
    }

    private static int look(VenomProgram venom, DemoRuntime runtime) throws IOException, InterruptedException {
        try {
            int status = runAll(
                    venom,
                    List.of("search", "--provider", "hf", "tiny"),
                    List.of("plan", MODEL, "--runtime", runtime.id()),
                    List.of("install", MODEL),
                    List.of("verify", MODEL),
                    List.of("activate", runtime.id(), MODEL),
                    List.of("runtimes"));
            if (status != 0) {
                return status;
            }
            System.out.println(
                    "\n\"" + PROMPT + "\" ... and the model goes on (it is tiny: its words are only word-like):");
            System.out.println(runtime.complete(SERVED_NAME, PROMPT));
            return runAll(venom, List.of("list"));
        } finally {
            venom.run(List.of("stop", runtime.id()));
        }
    }

    @SafeVarargs
    private static int runAll(VenomProgram venom, List<String>... commands) throws IOException, InterruptedException {
        for (List<String> command : commands) {
            int status = venom.run(command);
            if (status != 0) {
                return status;
            }
        }
        return 0;
    }
}
