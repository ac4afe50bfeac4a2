package dev.venom.runtime.examples.cli;

import dev.venom.runtime.examples.cli.console.Output;
import java.util.Locale;

/**
 * Settings of the virtual machine that belong to a program, never to a library. They are read once, when the classes
 * concerned are loaded, so they come before anything else; what the command line set with {@code -D} stays.
 */
final class ProgramProperties {
    private static final String LOG_LEVEL = "VENOM_LOG";

    private ProgramProperties() {}

    static void apply(Output.Style style) {
        // The default refuses to send a proxy the password of its own address when it is asked for a tunnel.
        unlessSet("jdk.http.auth.tunneling.disabledSchemes", "");
        // Named, so that slf4j need not search the class path for it; and it need not say so.
        unlessSet("slf4j.provider", "org.slf4j.simple.SimpleServiceProvider");
        unlessSet("slf4j.internal.verbosity", "WARN");
        unlessSet("org.slf4j.simpleLogger.defaultLogLevel", logLevel(style));
        unlessSet("org.slf4j.simpleLogger.showThreadName", "false");
        unlessSet("org.slf4j.simpleLogger.showShortLogName", "true");
        // It tells of a lost bus with a stack trace; the supervisor says what becomes of it.
        unlessSet("org.slf4j.simpleLogger.log.org.freedesktop.dbus", "off");
    }

    /** A person is warned of what was overcome on the way; a program relies on one line of error, and only at the end. */
    private static String logLevel(Output.Style style) {
        String level = System.getenv(LOG_LEVEL);
        if (level != null && !level.isBlank()) {
            return level.strip().toLowerCase(Locale.ROOT);
        }
        return style == Output.Style.JSON ? "error" : "warn";
    }

    private static void unlessSet(String name, String value) {
        if (System.getProperty(name) == null) {
            System.setProperty(name, value);
        }
    }
}
