package dev.venom.runtime.testbed.switching;

import dev.venom.runtime.api.event.OperationEvent;
import dev.venom.runtime.api.event.VenomEvent;
import dev.venom.runtime.api.operation.OperationKind;
import dev.venom.runtime.api.operation.OperationState;
import dev.venom.runtime.core.ModelManager;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** A host in a process of its own, which is killed in the middle of a switch: at a step, or after some time. */
final class SwitchingHost {
    static final int KILLED = 137;

    private SwitchingHost() {}

    /** Runs a host to its death; returns its exit status, 0 where the switch ended before. */
    static int run(SwitchFixture bench, String model, String moment) throws IOException, InterruptedException {
        List<String> command = List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-Xmx128m",
                "-cp",
                System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                SwitchingHost.class.getName(),
                bench.directory.toString(),
                String.valueOf(bench.port),
                model,
                moment,
                bench.unit().orElse(""));
        Process host = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(
                        Redirect.appendTo(bench.directory.resolve("host.log").toFile()))
                .start();
        return host.waitFor();
    }

    public static void main(String[] arguments) throws InterruptedException {
        SwitchFixture bench = SwitchFixture.at(Path.of(arguments[0]), Integer.parseInt(arguments[1]))
                .withProcesses()
                .startTimeout(Duration.ofSeconds(20));
        if (!arguments[4].isEmpty()) {
            bench.unit(arguments[4]);
        }
        String moment = arguments[3];
        if (moment.matches("\\d+")) {
            killAfter(Long.parseLong(moment));
        }
        try (ModelManager manager = bench.builder()
                .listener(event -> {
                    if (isAt(event, moment)) {
                        Runtime.getRuntime().halt(KILLED);
                    }
                })
                .build()) {
            manager.runtimes()
                    .activate(SwitchFixture.request(FolderProvider.ref(arguments[2])))
                    .await();
        }
    }

    private static boolean isAt(VenomEvent event, String step) {
        return event instanceof OperationEvent change
                && change.status().kind() == OperationKind.ACTIVATE
                && change.status().state() == OperationState.RUNNING
                && change.status().phase().equals(step);
    }

    private static void killAfter(long millis) {
        Thread killer = new Thread(() -> {
            try {
                Thread.sleep(millis);
            } catch (InterruptedException ended) {
                Thread.currentThread().interrupt();
            }
            Runtime.getRuntime().halt(KILLED);
        });
        killer.setDaemon(true);
        killer.start();
    }
}
