package dev.venom.runtime.examples.cli.console;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/**
 * Tells whether a person sits at the other end of a stream. Immutable.
 *
 * <p>{@code System.console()} answers for input and output together only; a progress bar depends on the error stream
 * alone. Linux shows each descriptor's file; elsewhere the console's answer has to do.
 *
 * @param showsProgress true if the error stream is a terminal that can redraw a line
 * @param answersQuestions true if somebody can read a question there and type an answer
 */
public record Terminal(boolean showsProgress, boolean answersQuestions) {
    private static final Path DESCRIPTORS = Path.of("/proc/self/fd");

    /**
     * Looks at this process.
     *
     * @return what its streams are
     */
    public static Terminal ofProcess() {
        boolean errors = isTerminal(2);
        boolean redraws = errors && !"dumb".equals(System.getenv("TERM"));
        return new Terminal(redraws, errors && isTerminal(0));
    }

    /**
     * Asks a question and waits for the answer.
     *
     * @param errors where the question appears
     * @param question the question
     * @return true if the answer is yes; anything else, and no answer, is no
     */
    public boolean confirms(PrintStream errors, String question) {
        errors.print(question + " [y/N] ");
        errors.flush();
        try {
            String answer = new BufferedReader(new InputStreamReader(System.in, Charset.defaultCharset())).readLine();
            return answer != null && answer.strip().toLowerCase(Locale.ROOT).matches("y|yes");
        } catch (IOException e) {
            return false;
        }
    }

    private static boolean isTerminal(int descriptor) {
        try {
            String file = Files.readSymbolicLink(DESCRIPTORS.resolve(Integer.toString(descriptor)))
                    .toString();
            return file.startsWith("/dev/pts/") || file.startsWith("/dev/tty") || file.equals("/dev/console");
        } catch (IOException | UnsupportedOperationException e) {
            return System.console() != null;
        }
    }
}
