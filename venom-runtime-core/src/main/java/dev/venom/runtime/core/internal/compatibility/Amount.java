package dev.venom.runtime.core.internal.compatibility;

import java.util.Locale;

/** Bytes, for people. */
final class Amount {
    private static final double GIB = 1L << 30;
    private static final double MIB = 1L << 20;

    private Amount() {}

    static String of(long bytes) {
        return bytes >= GIB
                ? String.format(Locale.ROOT, "%.1f GiB", bytes / GIB)
                : String.format(Locale.ROOT, "%.0f MiB", bytes / MIB);
    }
}
