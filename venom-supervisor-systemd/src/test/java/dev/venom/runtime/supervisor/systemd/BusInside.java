package dev.venom.runtime.supervisor.systemd;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import dev.venom.runtime.spi.runtime.Observation;
import dev.venom.runtime.spi.runtime.Observation.Phase;
import dev.venom.runtime.spi.runtime.SupervisedRuntime;
import dev.venom.runtime.spi.testkit.Eventually;
import dev.venom.runtime.supervisor.systemd.internal.bus.BusManager;
import dev.venom.runtime.testbed.systemd.OnlyInside;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The bus, lost and back. */
@OnlyInside
class BusInside {
    private static final Duration LIMIT = Duration.ofSeconds(20);
    private static final String ADDRESS = "unix:path=/run/dbus/system_bus_socket";

    @TempDir
    Path directory;

    @BeforeEach
    void haveABus() throws IOException {
        Units.run("systemctl", "start", "dbus.socket", "dbus.service");
        Units.write(TestHost.UNIT, "[Service]\nType=exec\nExecStart=/bin/sleep 600\nRestart=no\n");
    }

    @AfterEach
    void removeTheUnit() throws IOException {
        Units.run("systemctl", "start", "dbus.socket", "dbus.service");
        Units.remove(TestHost.UNIT);
    }

    @Test
    void workGoesOnWhileTheBusIsLostAndAfterItIsBack() {
        try (TestHost host = TestHost.in(directory);
                SupervisedRuntime runtime = host.attach(host.spec())) {
            Queue<Observation> seen = new ConcurrentLinkedQueue<>();
            runtime.watch(seen::add);
            runtime.start(host.plan(host.spec()));
            assertThat(way(runtime)).contains("bus");

            loseTheBusForGood();
            assertThat(runtime.observe().phase()).isEqualTo(Phase.RUNNING);
            assertThat(way(runtime)).contains("systemctl");
            runtime.stop(LIMIT);
            Eventually.holds(
                    "the watcher is told without a bus",
                    () -> seen.stream().anyMatch(now -> now.phase() == Phase.STOPPED));

            Units.run("systemctl", "start", "dbus.socket", "dbus.service");
            Eventually.holds("it is back on the bus", () -> way(runtime).contains("bus"));
            seen.clear();
            runtime.start(host.plan(host.spec()));
            Eventually.holds(
                    "the watcher is told over the new bus",
                    () -> seen.stream().anyMatch(now -> now.phase() == Phase.RUNNING));
            runtime.stop(LIMIT);
        }
    }

    @Test
    void aStartSucceedsAlthoughItsBusIsLost() throws IOException {
        Units.write(
                TestHost.UNIT,
                "[Service]\nType=exec\nExecStartPre=/bin/sleep 3\nExecStart=/bin/sleep 600\nRestart=no\n");
        try (TestHost host = TestHost.in(directory);
                SupervisedRuntime runtime = host.attach(host.spec())) {
            runtime.observe();
            CompletableFuture<Void> start = CompletableFuture.runAsync(() -> runtime.start(host.plan(host.spec())));
            Eventually.holds(
                    "the start has begun",
                    () -> Units.run("systemctl", "is-active", TestHost.UNIT).contains("activating"));
            Units.run("systemctl", "kill", "--signal=KILL", "dbus.service");

            assertThatCode(() -> start.get()).doesNotThrowAnyException();
            assertThat(runtime.observe().phase()).isEqualTo(Phase.RUNNING);
            runtime.stop(LIMIT);
        }
    }

    @Test
    void worksWithoutABusFromTheBeginning() {
        try (TestHost host = TestHost.in(
                        directory, settings -> settings.with("DBUS_SYSTEM_BUS_ADDRESS", "unix:path=/missing"));
                SupervisedRuntime runtime = host.attach(host.spec())) {
            runtime.start(host.plan(host.spec()));

            Observation running = runtime.observe();
            assertThat(running.phase()).isEqualTo(Phase.RUNNING);
            assertThat(running.processes()).hasSize(1);
            assertThat(Duration.between(running.since(), host.context().clock().instant()))
                    .isBetween(Duration.ofSeconds(-2), Duration.ofSeconds(60));
            runtime.stop(LIMIT);
            assertThat(host.supervisor().examine(host.context()))
                    .anySatisfy(verdict -> assertThat(verdict.detail()).contains("no bus"));
        }
    }

    @Test
    void askingForTheRightChangesNothing() {
        try (TestHost host = TestHost.in(directory);
                SupervisedRuntime runtime = host.attach(host.spec());
                BusManager manager = BusManager.connect(ADDRESS, () -> {})) {
            runtime.start(host.plan(host.spec()));
            Observation before = runtime.observe();

            assertThat(manager.mayControl(TestHost.UNIT)).isTrue();
            assertThat(runtime.observe()).isEqualTo(before);
            runtime.stop(LIMIT);
        }
    }

    private static String way(SupervisedRuntime runtime) {
        return runtime.details().stream()
                .filter(line -> line.startsWith("asked over"))
                .findFirst()
                .orElse("");
    }

    private static void loseTheBusForGood() {
        Units.run("systemctl", "stop", "dbus.socket", "dbus.service");
    }
}
