package dev.venom.runtime.supervisor.process.internal.runtime;

import dev.venom.runtime.api.error.ErrorCode;
import dev.venom.runtime.api.error.VenomException;
import dev.venom.runtime.api.runtime.RuntimeSpec;
import dev.venom.runtime.spi.host.ProcessEntry;
import dev.venom.runtime.spi.host.ProcessRef;
import dev.venom.runtime.spi.host.ProcessTable;
import dev.venom.runtime.spi.runtime.LaunchPlan;
import dev.venom.runtime.spi.runtime.Observation.Phase;
import dev.venom.runtime.spi.secret.Redaction;
import dev.venom.runtime.supervisor.process.internal.container.Container;
import dev.venom.runtime.supervisor.process.internal.launch.Launcher;
import dev.venom.runtime.supervisor.process.internal.launch.PortCheck;
import dev.venom.runtime.supervisor.process.internal.output.ExitText;
import dev.venom.runtime.supervisor.process.internal.output.LogTail;
import dev.venom.runtime.supervisor.process.internal.stop.HostGuard;
import dev.venom.runtime.supervisor.process.internal.tree.Identity;
import dev.venom.runtime.supervisor.process.internal.tree.LaunchMark;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.UUID;
import java.util.concurrent.TimeUnit;

/** One start of a runtime that has no process. Confined to one thread. */
final class Start {
    private static final String VLLM = "vllm";
    private static final long TOOLS_LIMIT_NANOS = Duration.ofSeconds(10).toNanos();
    private static final long TOOLS_PAUSE_MILLIS = 2;
    private static final int LINES_TOLD = 5;
    private static final String FOREGROUND = "It ended well and left no process of its own. Whoever starts its server"
            + " elsewhere (docker run -d, systemctl start, another session) cannot be supervised: let the command stay in"
            + " the foreground (docker run without -d), or describe the server with \"supervisor\" systemd or external.";

    private final LaunchPlan plan;
    private final RuntimeLifecycle lifecycle;
    private final ProcessServices services;
    private final LogTail log;
    private final long logBegin;
    private final String nonce = UUID.randomUUID().toString().substring(0, 8);

    Start(LaunchPlan plan, RuntimeLifecycle lifecycle, ProcessServices services) {
        this.plan = plan;
        this.lifecycle = lifecycle;
        this.services = services;
        this.log = new LogTail(plan.logFile());
        this.logBegin = log.length();
    }

    /**
     * Starts it, and sees that it does not end at once.
     *
     * @throws VenomException RUNTIME_UNHEALTHY, INVALID_REQUEST, PERMISSION_DENIED, CANCELLED
     */
    void run() {
        LaunchMark mark = mark();
        LaunchPlan findable = Container.named(plan, mark);
        Optional<HostGuard> guard = guard(mark);
        guard.ifPresent(set -> services.children().guard(plan.spec().id(), set));
        lifecycle.announce(mark, guard.flatMap(set -> lifecycle.self()));
        Process process = launch(findable, mark);
        lifecycle
                .current()
                .leader()
                .ifPresent(leader -> guard.ifPresent(set -> set.leader(leader.pid(), leader.startTicks())));
        if (hasEnded(process)) {
            requireOthers(process, mark);
            lifecycle.move(Phase.RUNNING, "process " + process.pid() + " has ended, what it left runs");
        } else {
            lifecycle.move(Phase.RUNNING, "process " + process.pid() + " runs");
        }
    }

    private Process launch(LaunchPlan findable, LaunchMark mark) {
        try {
            Process process = new Launcher(services.tools()).launch(findable, variables(mark), "venom-launch-" + nonce);
            Optional<ProcessRef> leader = processes().find(process.pid()).map(ProcessEntry::ref);
            leader.ifPresent(ref -> lifecycle.lead(ref, process));
            return process;
        } catch (VenomException failure) {
            lifecycle.abandon("could not be started");
            throw failure;
        }
    }

    /** Waits until the program itself runs, and a moment longer. */
    private boolean hasEnded(Process process) {
        try {
            long deadline = System.nanoTime() + TOOLS_LIMIT_NANOS;
            boolean ended = false;
            while (!ended && System.nanoTime() < deadline && isOnItsWay(process)) {
                ended = process.waitFor(TOOLS_PAUSE_MILLIS, TimeUnit.MILLISECONDS);
            }
            return process.waitFor(services.settling().toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            lifecycle.move(Phase.RUNNING, "process " + process.pid() + " runs");
            throw new VenomException(
                    ErrorCode.CANCELLED,
                    "The start of the runtime " + plan.spec().id() + " was interrupted; its process runs.",
                    "Stop it, or let it go on.");
        }
    }

    private boolean isOnItsWay(Process process) {
        return processes()
                .find(process.pid())
                .filter(entry ->
                        entry.session() != process.pid() || entry.commandLine().contains(nonce))
                .isPresent();
    }

    /** A program that goes into the background ends well, and leaves its server. */
    private void requireOthers(Process process, LaunchMark mark) {
        OptionalInt exitCode = OptionalInt.of(process.exitValue());
        if (process.exitValue() != 0) {
            throw ended(exitCode, "");
        }
        if (lifecycle.current().leader().isEmpty()) {
            Identity.ofThoseLeft(process.pid(), mark, services.snapshots())
                    .ifPresent(left -> lifecycle.lead(left.leader(), process));
        }
        if (!lifecycle.hasLeftOthers()) {
            throw ended(exitCode, new PortCheck(plan.spec(), processes()).heldByAnother());
        }
    }

    private VenomException ended(OptionalInt exitCode, String more) {
        String words = ExitText.of(exitCode) + more;
        lifecycle.fail(exitCode, words);
        List<String> lines = log.last(LINES_TOLD, logBegin);
        String told = lines.isEmpty()
                ? " It wrote nothing."
                : " Its last lines: " + Redaction.of(plan.spec()).in(String.join(" | ", lines));
        return new VenomException(
                ErrorCode.RUNTIME_UNHEALTHY,
                "The runtime " + plan.spec().id() + " " + ExitText.of(exitCode) + " as soon as it was started" + more
                        + "." + told,
                exitCode.equals(OptionalInt.of(0))
                        ? FOREGROUND
                        : "Put the cause right and start it again; everything it wrote is in " + plan.logFile() + ".");
    }

    private LaunchMark mark() {
        Optional<ProcessEntry> host = processes().find(ProcessHandle.current().pid());
        boolean named = plan.environment().containsKey(LaunchMark.TITLE_VARIABLE)
                || System.getenv(LaunchMark.TITLE_VARIABLE) != null;
        Optional<String> prefix = plan.spec().kind().equals(VLLM) && !named
                ? Optional.of("venom-" + plan.spec().id() + "-" + nonce)
                : Optional.empty();
        return new LaunchMark(
                plan.spec().id() + ":" + UUID.randomUUID(),
                host.map(ProcessEntry::userId).orElse(-1L),
                prefix,
                host.flatMap(entry -> processes().controlGroup(entry.ref())));
    }

    private static Map<String, String> variables(LaunchMark mark) {
        Map<String, String> variables = new HashMap<>();
        variables.put(LaunchMark.VARIABLE, mark.marker());
        mark.titlePrefix().ifPresent(prefix -> variables.put(LaunchMark.TITLE_VARIABLE, prefix));
        return variables;
    }

    private Optional<HostGuard> guard(LaunchMark mark) {
        if (plan.spec().onHostExit() == RuntimeSpec.OnHostExit.KEEP) {
            return Optional.empty();
        }
        return Optional.of(HostGuard.set(
                services.tools(), mark.marker(), mark.titlePrefix(), plan.spec().stopTimeout()));
    }

    private ProcessTable processes() {
        return services.snapshots().processes();
    }
}
