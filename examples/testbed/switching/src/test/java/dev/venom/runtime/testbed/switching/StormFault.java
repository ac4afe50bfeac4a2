package dev.venom.runtime.testbed.switching;

import static dev.venom.runtime.testbed.switching.SwitchFixture.request;

import dev.venom.runtime.api.error.VenomException;
import dev.venom.runtime.api.model.ModelRef;
import dev.venom.runtime.api.operation.Operation;
import dev.venom.runtime.api.runtime.RuntimeStatus;
import dev.venom.runtime.core.ModelManager;
import dev.venom.runtime.testbed.vllm.script.ScriptOrder;
import dev.venom.runtime.testbed.vllm.script.StartFault;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;

/** What goes wrong during a switch. */
enum StormFault {
    NOTHING {
        @Override
        void run(SwitchFixture bench, ModelRef former, ModelRef target, Random random) throws InterruptedException {
            activate(bench, target);
        }
    },
    START_REFUSES {
        @Override
        void run(SwitchFixture bench, ModelRef former, ModelRef target, Random random) throws InterruptedException {
            StartFault fault = StartFault.values()[random.nextInt(StartFault.values().length)];
            bench.script.orderFor(target.name(), ScriptOrder.START_FAULT, fault.label());
            activate(bench, target);
        }
    },
    HEALTH_NEVER_COMES {
        @Override
        void run(SwitchFixture bench, ModelRef former, ModelRef target, Random random) throws InterruptedException {
            bench.script.orderFor(target.name(), ScriptOrder.NEVER_READY, "true");
            activate(bench, target);
        }
    },
    WRONG_NAME {
        @Override
        void run(SwitchFixture bench, ModelRef former, ModelRef target, Random random) throws InterruptedException {
            bench.script.orderFor(target.name(), ScriptOrder.SERVED_NAME, "impostor");
            activate(bench, target);
        }
    },
    DIES_BETWEEN_HEALTH_AND_PROOF {
        @Override
        void run(SwitchFixture bench, ModelRef former, ModelRef target, Random random) throws InterruptedException {
            ScriptOrder order = random.nextBoolean() ? ScriptOrder.DIE_AFTER_HEALTH : ScriptOrder.DIE_ON_REQUEST;
            bench.script.orderFor(target.name(), order, "true");
            activate(bench, target);
        }
    },
    FROZEN_ENGINE {
        @Override
        void run(SwitchFixture bench, ModelRef former, ModelRef target, Random random) throws InterruptedException {
            bench.script.orderFor(target.name(), ScriptOrder.FROZEN, "true");
            activate(bench, target);
        }
    },
    HANGS_ON_STOP {
        @Override
        void run(SwitchFixture bench, ModelRef former, ModelRef target, Random random) throws InterruptedException {
            ScriptOrder order = random.nextBoolean() ? ScriptOrder.HANG_ON_STOP : ScriptOrder.IGNORE_TERM;
            bench.script.orderFor(former.name(), order, "true");
            activate(bench, target);
        }
    },
    LEAVES_A_WORKER {
        @Override
        void run(SwitchFixture bench, ModelRef former, ModelRef target, Random random) throws InterruptedException {
            bench.script.orderFor(former.name(), ScriptOrder.ORPHAN, "true");
            activate(bench, target);
        }
    },
    PORT_STOLEN {
        @Override
        void run(SwitchFixture bench, ModelRef former, ModelRef target, Random random) throws InterruptedException {
            bench.script.orderFor(target.name(), ScriptOrder.START_MILLIS, "300");
            try (ModelManager manager = bench.manager()) {
                Operation<RuntimeStatus> switching = manager.runtimes().activate(request(target));
                holdPort(bench.port, switching);
                await(switching);
            }
        }

        /** Takes the port as soon as it is free, until the switch is rolled back or has ended. */
        private void holdPort(int port, Operation<RuntimeStatus> switching) throws InterruptedException {
            while (!isOver(switching)) {
                try (ServerSocket thief = new ServerSocket()) {
                    thief.bind(new InetSocketAddress("127.0.0.1", port));
                    while (!isOver(switching)) {
                        Thread.sleep(2);
                    }
                } catch (IOException stillHeld) {
                    Thread.sleep(2);
                }
            }
        }

        private boolean isOver(Operation<RuntimeStatus> switching) {
            return switching.status().state().isTerminal()
                    || switching.status().phase().equals("roll back");
        }
    },
    DISK_FULL {
        @Override
        void run(SwitchFixture bench, ModelRef former, ModelRef target, Random random)
                throws IOException, InterruptedException {
            // A directory that is not empty can't be replaced by a file: to the writer it is as a disk without room.
            Path inTheWay = bench.environmentOfRuntime().resolveSibling("vllm.env.previous");
            Files.deleteIfExists(inTheWay);
            Path occupant = Files.createDirectories(inTheWay.resolve("occupied"));
            activate(bench, target);
            Files.delete(occupant);
            Files.delete(inTheWay);
        }
    },
    HOST_KILLED {
        @Override
        void run(SwitchFixture bench, ModelRef former, ModelRef target, Random random)
                throws IOException, InterruptedException {
            bench.script.orderFor(target.name(), ScriptOrder.START_MILLIS, String.valueOf(random.nextInt(600)));
            String moment = random.nextBoolean()
                    ? STEPS.get(random.nextInt(STEPS.size()))
                    : String.valueOf(300 + random.nextInt(4_000));
            SwitchingHost.run(bench, target.name(), moment);
        }

        @Override
        boolean needsAnotherOperation() {
            return true;
        }
    },
    SERVER_KILLED {
        @Override
        void run(SwitchFixture bench, ModelRef former, ModelRef target, Random random) throws InterruptedException {
            bench.script.orderFor(target.name(), ScriptOrder.START_MILLIS, "500");
            try (ModelManager manager = bench.manager()) {
                Operation<RuntimeStatus> switching = manager.runtimes().activate(request(target));
                String step = STEPS.get(random.nextInt(STEPS.size()));
                while (!switching.status().state().isTerminal()
                        && !switching.status().phase().equals(step)) {
                    Thread.sleep(1);
                }
                bench.servers().forEach(ProcessHandle::destroyForcibly);
                await(switching);
            }
        }

        @Override
        boolean needsAnotherOperation() {
            return true;
        }
    };

    private static final List<String> STEPS =
            List.of("validate", "drain", "stop", "configure", "start", "verify", "commit");

    abstract void run(SwitchFixture bench, ModelRef former, ModelRef target, Random random)
            throws IOException, InterruptedException;

    /** Whether nobody is left who could have brought the runtime back. */
    boolean needsAnotherOperation() {
        return false;
    }

    private static void activate(SwitchFixture bench, ModelRef target) throws InterruptedException {
        try (ModelManager manager = bench.manager()) {
            await(manager.runtimes().activate(request(target)));
        }
    }

    private static void await(Operation<RuntimeStatus> switching) throws InterruptedException {
        try {
            switching.await();
        } catch (VenomException failed) {
            if (failed.getMessage().contains("Rolling back failed")) {
                throw new AssertionError(failed.getMessage(), failed);
            }
        }
    }
}
