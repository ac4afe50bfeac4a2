package dev.venom.runtime.examples.cli.console;

import dev.venom.runtime.api.error.ErrorCode;
import dev.venom.runtime.api.error.Failure;
import dev.venom.runtime.api.error.VenomException;
import dev.venom.runtime.examples.wire.ErrorDocument;
import java.io.PrintStream;

/** Tells why the program failed: one line on the error stream and, for programs, the last line of the output. */
public final class ErrorReport {
    private static final String DEBUG = "VENOM_DEBUG";

    private final Output output;
    private final PrintStream errors;

    ErrorReport(Output output, PrintStream errors) {
        this.output = output;
        this.errors = errors;
    }

    /**
     * Reports what was thrown.
     *
     * @param thrown a failure of the library, or a defect
     * @return the exit status that belongs to it
     */
    public int report(Throwable thrown) {
        if (thrown instanceof BrokenOutputException) {
            return ExitCodes.FAILED;
        }
        if (System.getenv(DEBUG) != null) {
            thrown.printStackTrace(errors);
        }
        return report(failureOf(thrown));
    }

    /**
     * Reports a failure.
     *
     * @param failure code, message and hint
     * @return the exit status that belongs to it
     */
    public int report(Failure failure) {
        errors.println(onOneLine(failure.code() + ": " + sentence(failure.message()) + " " + failure.hint()));
        try {
            output.json(ErrorDocument.of(failure));
        } catch (BrokenOutputException e) {
            // The error stream has told it already; there is no reader left for the document.
            return ExitCodes.of(failure.code());
        }
        return ExitCodes.of(failure.code());
    }

    /**
     * Reports that somebody ended the program.
     *
     * @param thrown how the work in hand ended: as cancelled, which tells more, or otherwise because of it
     * @return the exit status of an interruption
     */
    public int interrupted(Throwable thrown) {
        boolean cancelled = thrown instanceof VenomException failed && failed.code() == ErrorCode.CANCELLED;
        return report(cancelled ? failureOf(thrown) : interrupted());
    }

    private static Failure failureOf(Throwable thrown) {
        if (thrown instanceof VenomException failed) {
            return failed.failure();
        }
        if (thrown instanceof InterruptedException) {
            return interrupted();
        }
        return new Failure(
                ErrorCode.INTERNAL,
                "The program met a defect: " + thrown + ".",
                "Set " + DEBUG + "=1 to see where, and report it.");
    }

    static Failure interrupted() {
        return new Failure(
                ErrorCode.CANCELLED, "Interrupted.", "What was downloaded is kept: run the command again to go on.");
    }

    /** Two of them follow each other on one line. */
    private static String sentence(String text) {
        String whole = text.strip();
        return whole.isEmpty() || ".!?".indexOf(whole.charAt(whole.length() - 1)) >= 0 ? whole : whole + ".";
    }

    private static String onOneLine(String text) {
        return text.replaceAll("\\s*\\R\\s*", " ").strip();
    }
}
