package dev.venom.runtime.examples.cli.orphan;

import dev.venom.runtime.spi.testkit.Eventually;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Runs as the first process of a namespace: makes orphans and children, and says what became of both. A zombie that
 * nobody takes note of keeps its directory in {@code /proc}.
 */
final class InitProgram {
    private static final int ORPHANS = 20;
    private static final int CHILDREN = 40;
    private static final int EXIT_CODE = 7;

    private InitProgram() {}

    public static void main(String[] arguments) throws Exception {
        System.out.println("pid " + ProcessHandle.current().pid());
        try (OrphanReaper reaper = new OrphanReaper(Duration.ofMillis(Long.parseLong(arguments[0])))) {
            reaper.beginWhereFirst();
            new ProcessBuilder("sh", "-c", "for i in $(seq " + ORPHANS + "); do (sleep 0.5 &) ; done")
                    .start()
                    .waitFor();
            List<Process> children = new ArrayList<>();
            for (int i = 0; i < CHILDREN; i++) {
                children.add(new ProcessBuilder("sh", "-c", "sleep 0.1; exit " + EXIT_CODE).start());
            }
            int right = 0;
            for (Process child : children) {
                right += child.waitFor() == EXIT_CODE ? 1 : 0;
            }
            System.out.println("right " + right + " of " + CHILDREN);
            System.out.println("orphans " + (children() > 0 ? "seen" : "missed"));
            Eventually.holds("no child and no orphan", () -> children() == 0);
            System.out.println("left " + children());
        }
    }

    private static long children() {
        return ProcessHandle.current().children().count();
    }
}
