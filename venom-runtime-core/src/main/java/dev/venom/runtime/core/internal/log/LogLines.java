package dev.venom.runtime.core.internal.log;

import dev.venom.runtime.spi.secret.Redaction;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * Cuts what a runtime writes into lines: at line feeds and at carriage returns, with which progress bars draw over
 * themselves. A line that is too long is cut, secrets are taken out, blank lines are left out. Confined to one
 * thread.
 */
final class LogLines {
    static final int LONGEST_BYTES = 4_096;
    private static final String CUT = "...";

    private final ByteArrayOutputStream line = new ByteArrayOutputStream();
    private boolean cut;

    /** The lines that these bytes complete. */
    List<String> take(byte[] bytes, int length) {
        List<String> complete = new ArrayList<>();
        for (int index = 0; index < length; index++) {
            byte each = bytes[index];
            if (each == '\n' || each == '\r') {
                complete.addAll(flush());
            } else if (line.size() < LONGEST_BYTES) {
                line.write(each);
            } else {
                cut = true;
            }
        }
        return complete;
    }

    /** What was begun and not completed. */
    List<String> flush() {
        String text = line.toString(StandardCharsets.UTF_8) + (cut ? CUT : "");
        line.reset();
        cut = false;
        return text.isBlank() ? List.of() : List.of(Redaction.PATTERNS.in(text.stripTrailing()));
    }
}
