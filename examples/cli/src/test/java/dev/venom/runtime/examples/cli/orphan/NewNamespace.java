package dev.venom.runtime.examples.cli.orphan;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** A namespace of processes in which a program is the first, as in a container. It ends with whoever made it. */
public final class NewNamespace {
    private static final List<String> UNSHARE = List.of("unshare", "--pid", "--fork", "--kill-child", "--mount-proc");

    private NewNamespace() {}

    /**
     * Puts a program into one. The process that this starts is not in it: its only child is.
     *
     * @param program program and arguments
     * @return the command
     */
    public static List<String> command(List<String> program) {
        return Stream.concat(UNSHARE.stream(), program.stream()).toList();
    }

    /**
     * Why none can be made here.
     *
     * @return the reason, to skip with; empty where one can be made
     */
    public static Optional<String> obstacle() throws InterruptedException {
        try {
            int status = new ProcessBuilder(command(List.of("true"))).start().waitFor();
            return status == 0
                    ? Optional.empty()
                    : Optional.of("no namespace of processes: unshare ended with " + status + ", it may need root");
        } catch (IOException missing) {
            return Optional.of("no namespace of processes: " + missing.getMessage() + " (Debian: util-linux)");
        }
    }
}
