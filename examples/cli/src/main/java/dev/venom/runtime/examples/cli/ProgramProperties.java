package dev.venom.runtime.examples.cli;

import java.util.Locale;

/**
 * Settings of the virtual machine that belong to a program, never to a library. They are read once, when the classes
 * concerned are loaded, so they come before anything else; what the command line set with {@code -D} stays.
 */
final class ProgramProperties {
    private static final String LOG_LEVEL = "VENOM_LOG";

    private ProgramProperties() {}

    static void apply() {
        // The client's default of 16 KiB costs a fast download two thirds of its speed.
        unlessSet("jdk.httpclient.bufsize", "262144");
        // Named, so that slf4j need not search the class path for it.
        unlessSet("slf4j.provider", "org.slf4j.simple.SimpleServiceProvider");
        unlessSet("org.slf4j.simpleLogger.defaultLogLevel", logLevel());
        unlessSet("org.slf4j.simpleLogger.showThreadName", "false");
        unlessSet("org.slf4j.simpleLogger.showShortLogName", "true");
    }

    private static String logLevel() {
        String level = System.getenv(LOG_LEVEL);
        return level == null || level.isBlank() ? "warn" : level.strip().toLowerCase(Locale.ROOT);
    }

    private static void unlessSet(String name, String value) {
        if (System.getProperty(name) == null) {
            System.setProperty(name, value);
        }
    }
}
