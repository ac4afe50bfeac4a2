package dev.venom.runtime.examples.cli.command;

import dev.venom.runtime.api.model.Verdict;
import dev.venom.runtime.examples.cli.text.Amounts;
import java.util.List;

/** What a report about this program needs to say about where it runs. */
final class HostFacts {
    private HostFacts() {}

    static List<Verdict> gather() {
        Runtime runtime = Runtime.getRuntime();
        return List.of(
                Verdict.ok(
                        "program",
                        "Java " + Runtime.version() + " (" + System.getProperty("java.vendor") + "), heap up to "
                                + Amounts.bytes(runtime.maxMemory())),
                Verdict.ok(
                        "host",
                        System.getProperty("os.name") + " " + System.getProperty("os.version") + " on "
                                + System.getProperty("os.arch") + ", " + runtime.availableProcessors()
                                + " processors"));
    }
}
