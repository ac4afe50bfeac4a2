package dev.venom.runtime.core.internal.runtime.diagnosis;

import dev.venom.runtime.api.runtime.RuntimeSpec;
import dev.venom.runtime.core.internal.runtime.registry.HostContext;
import dev.venom.runtime.core.internal.runtime.registry.KnownRuntime;
import dev.venom.runtime.core.internal.runtime.state.RuntimeRecord;
import dev.venom.runtime.spi.secret.Redaction;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.TreeMap;

/** What a runtime is said to be, and what is remembered of it, without secrets. */
final class RuntimeDescription {
    private RuntimeDescription() {}

    static List<String> of(KnownRuntime runtime, HostContext host) {
        RuntimeSpec spec = runtime.spec();
        List<String> lines = new ArrayList<>();
        lines.add("kind " + spec.kind() + " at "
                + Redaction.PATTERNS.in(spec.baseUri().toString()));
        lines.add("supervisor " + word(spec.supervision()) + ", here " + runtime.supervisorId()
                + runtime.owner().map(owner -> ", run by " + owner).orElse(""));
        spec.unit().ifPresent(unit -> lines.add("unit " + unit + " (" + word(spec.scope()) + ")"));
        if (!spec.command().isEmpty()) {
            lines.add("command " + Redaction.PATTERNS.in(String.join(" ", spec.command())));
        }
        new TreeMap<>(spec.environment())
                .forEach((name, value) -> lines.add("variable " + Redaction.PATTERNS.variable(name, value)));
        host.files()
                .environment(spec.id())
                .read()
                .forEach((name, value) -> lines.add("active " + Redaction.PATTERNS.variable(name, value)));
        spec.workingDirectory().ifPresent(directory -> lines.add("directory " + directory));
        lines.add("log " + host.logs().file(spec.id()));
        lines.add("limits: start " + spec.startTimeout().toSeconds() + " s, stop "
                + spec.stopTimeout().toSeconds() + " s, drain "
                + spec.drainTimeout().toSeconds() + " s, soak "
                + spec.soakTime().toSeconds() + " s; on host exit " + word(spec.onHostExit()));
        lines.add(spec.probeInterval()
                .or(() -> runtime.driver().probeInterval(spec))
                .filter(interval -> !interval.isZero())
                .map(interval -> "asked for a token every " + interval.toSeconds() + " s while it is idle")
                .orElse("never asked for a token unasked"));
        return lines;
    }

    static List<String> of(RuntimeRecord memory) {
        List<String> lines = new ArrayList<>();
        memory.wanted().ifPresent(wanted -> lines.add("wanted " + word(wanted)));
        memory.active().ifPresent(model -> lines.add("active " + model.ref() + " as " + model.name()));
        memory.previous().ifPresent(model -> lines.add("previous " + model.ref() + " as " + model.name()));
        memory.lifecycle()
                .underWay()
                .ifPresent(work -> lines.add(
                        "under way " + word(work.change()) + " by " + work.operation() + " of " + work.owner()));
        memory.lifecycle().provedAt().ifPresent(when -> lines.add("proved at " + when));
        memory.lifecycle().givenUp().ifPresent(why -> lines.add("given up at " + why.at() + ": " + why.reason()));
        memory.supervisors()
                .forEach((supervisor, facts) -> new TreeMap<>(facts)
                        .forEach((name, value) ->
                                lines.add(supervisor + " " + Redaction.PATTERNS.variable(name, value))));
        return lines;
    }

    private static String word(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }
}
