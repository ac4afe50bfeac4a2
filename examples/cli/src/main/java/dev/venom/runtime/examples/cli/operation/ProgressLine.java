package dev.venom.runtime.examples.cli.operation;

import dev.venom.runtime.api.operation.OperationState;
import dev.venom.runtime.api.operation.OperationStatus;
import dev.venom.runtime.api.operation.Progress;
import dev.venom.runtime.examples.cli.text.Amounts;
import java.util.Locale;

/** The text of a progress bar: never wider than the narrowest terminal in use. */
final class ProgressLine {
    private static final int LONGEST = 79;
    private static final int BAR = 24;

    private ProgressLine() {}

    static String of(OperationStatus status) {
        Progress progress = status.progress();
        String head = String.format(Locale.ROOT, "%-12s", word(status));
        String line = progress.totalBytes() == 0 ? head.strip() + " ..." : head + measured(progress);
        return line.length() > LONGEST ? line.substring(0, LONGEST) : line;
    }

    private static String word(OperationStatus status) {
        boolean works =
                status.state() == OperationState.RUNNING && !status.phase().isBlank();
        return works ? status.phase() : status.state().name().toLowerCase(Locale.ROOT);
    }

    private static String measured(Progress progress) {
        double share = Math.min(1.0, (double) progress.doneBytes() / progress.totalBytes());
        int filled = (int) (share * BAR);
        StringBuilder line = new StringBuilder("[")
                .append("#".repeat(filled))
                .append("-".repeat(BAR - filled))
                .append(String.format(Locale.ROOT, "] %3d%% ", (int) (share * 100)))
                .append(Amounts.bytes(progress.doneBytes()))
                .append('/')
                .append(Amounts.bytes(progress.totalBytes()));
        progress.bytesPerSecond()
                .ifPresent(rate -> line.append(' ').append(Amounts.bytes(rate)).append("/s"));
        progress.remaining().ifPresent(left -> line.append(" ETA ").append(Amounts.time(left)));
        return line.toString();
    }
}
