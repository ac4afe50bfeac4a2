package dev.venom.runtime.testbed.switching;

import static dev.venom.runtime.testbed.switching.ActivationTest.failureOf;
import static dev.venom.runtime.testbed.switching.SwitchFixture.DAMAGED;
import static dev.venom.runtime.testbed.switching.SwitchFixture.FIRST;
import static dev.venom.runtime.testbed.switching.SwitchFixture.RUNTIME;
import static dev.venom.runtime.testbed.switching.SwitchFixture.SECOND;
import static dev.venom.runtime.testbed.switching.SwitchFixture.request;
import static org.assertj.core.api.Assertions.assertThat;

import dev.venom.runtime.api.error.ErrorCode;
import dev.venom.runtime.api.error.VenomException;
import dev.venom.runtime.api.runtime.WhenBusy;
import dev.venom.runtime.core.ModelManager;
import dev.venom.runtime.testbed.systemd.OnlyInside;
import dev.venom.runtime.testbed.vllm.script.ScriptOrder;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A unit of an administrator's that takes its model from {@code runtimes/vllm.env}. */
@OnlyInside
@Timeout(180)
class SystemdSwitchInside {
    @TempDir
    private Path directory;

    private SwitchFixture bench;
    private SwitchUnit unit;

    @BeforeEach
    void writeTheUnit() throws Exception {
        bench = SwitchFixture.make(directory);
        unit = SwitchUnit.of(bench);
    }

    @AfterEach
    void removeTheUnit() throws Exception {
        unit.close();
    }

    @Test
    void switchesRollsBackAndDeactivates() throws Exception {
        try (ModelManager manager = bench.manager()) {
            manager.runtimes().activate(request(FIRST)).await();
            assertThat(bench.served()).contains("first");
            manager.runtimes().activate(request(SECOND)).await();
            assertThat(bench.served()).contains("second");

            assertThat(failureOf(manager.runtimes().activate(request(DAMAGED))))
                    .hasMessageContaining("The former model folder:second serves again");
            assertThat(bench.served()).contains("second");
            bench.script.orderFor("first", ScriptOrder.SERVED_NAME, "impostor");
            assertThat(failureOf(manager.runtimes().activate(request(FIRST)))).hasMessageContaining("serves again");
            assertThat(bench.served()).contains("second");
            assertThat(bench.servers()).hasSize(1);

            manager.runtimes().deactivate(RUNTIME, WhenBusy.REFUSE).await();
            assertThat(bench.served()).isEmpty();
            assertThat(bench.servers()).isEmpty();
        }
    }

    /** Without room the switch can't begin; with room for one file it ends when the next is written. */
    @Test
    void staysAsItWasWhereTheDiskIsFull() throws Exception {
        try (SmallDisk disk = SmallDisk.at(bench.environmentOfRuntime().getParent());
                ModelManager manager = bench.manager()) {
            manager.runtimes().activate(request(FIRST)).await();
            for (int freePages = 0; freePages <= 1; freePages++) {
                disk.leave(freePages);
                VenomException full = failureOf(manager.runtimes().activate(request(SECOND)));

                assertThat(full.code()).as(full.getMessage()).isEqualTo(ErrorCode.DISK_FULL);
                assertThat(bench.served()).contains("first");
                assertThat(manager.runtimes().activeModels()).containsEntry(RUNTIME, FIRST);
                disk.empty();
            }
            manager.runtimes().activate(request(SECOND)).await();
            assertThat(bench.served()).contains("second");
        }
    }
}
