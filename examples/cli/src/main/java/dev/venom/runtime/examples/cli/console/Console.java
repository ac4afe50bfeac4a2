package dev.venom.runtime.examples.cli.console;

import java.io.PrintStream;

/**
 * The ends of this process that commands talk to. Immutable.
 *
 * @param output standard output
 * @param errors the error stream
 * @param report how failures are told
 * @param terminal whether a person watches
 * @param interruption what Ctrl+C does
 */
public record Console(
        Output output, PrintStream errors, ErrorReport report, Terminal terminal, Interruption interruption) {
    /**
     * The streams and signals of this process.
     *
     * @param style who reads standard output
     * @return a console
     */
    public static Console ofProcess(Output.Style style) {
        Output output = Output.standard(style);
        ErrorReport report = new ErrorReport(output, System.err);
        Interruption interruption = new Interruption(
                Thread.currentThread(), () -> report.report(ErrorReport.interrupted()), Runtime.getRuntime()::halt);
        return new Console(output, System.err, report, Terminal.ofProcess(), interruption);
    }
}
