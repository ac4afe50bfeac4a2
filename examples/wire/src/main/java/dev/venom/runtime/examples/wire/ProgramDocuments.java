package dev.venom.runtime.examples.wire;

/** What a program says about itself. */
public final class ProgramDocuments {
    private ProgramDocuments() {}

    /**
     * Its version.
     *
     * @param version the version
     * @return {@code {"version":"..."}}
     */
    public static String version(String version) {
        return JsonLine.begin().text("version", version).end();
    }

    /**
     * How it is used.
     *
     * @param usage text for people
     * @return {@code {"help":"..."}}
     */
    public static String help(String usage) {
        return JsonLine.begin().text("help", usage).end();
    }
}
