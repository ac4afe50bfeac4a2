package dev.venom.runtime.supervisor.systemd.internal.unit;

/** The first line by which a file that we wrote is known. */
public final class Marker {
    private static final String START = "# Written by Venom Runtime";

    private Marker() {}

    static String line(String runtime) {
        return START.substring(2) + " for the runtime " + runtime + ". It is replaced when units are installed again:"
                + " put changes of your own into a drop-in (systemctl edit).";
    }

    /** Whether a file is ours. */
    public static boolean isIn(String text) {
        return text.startsWith(START);
    }
}
