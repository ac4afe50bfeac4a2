package dev.venom.runtime.examples.cli.command;

import dev.venom.runtime.api.model.Verdict;
import dev.venom.runtime.examples.cli.text.Amounts;
import java.util.List;

/** What a report of a problem needs to say about where the program runs. */
final class HostFacts {
    private HostFacts() {}

    static List<Verdict> gather() {
        Runtime runtime = Runtime.getRuntime();
        return List.of(Verdict.ok(
                "host",
                System.getProperty("os.name") + " " + System.getProperty("os.version") + " on "
                        + System.getProperty("os.arch") + ", " + runtime.availableProcessors()
                        + " processors, heap up to "
                        + Amounts.bytes(runtime.maxMemory())));
    }
}
