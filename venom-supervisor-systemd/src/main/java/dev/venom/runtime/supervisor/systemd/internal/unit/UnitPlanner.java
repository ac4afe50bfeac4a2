package dev.venom.runtime.supervisor.systemd.internal.unit;

import dev.venom.runtime.api.error.ErrorCode;
import dev.venom.runtime.api.error.VenomException;
import dev.venom.runtime.api.runtime.RuntimeSpec;
import dev.venom.runtime.api.runtime.UnitPlan;
import dev.venom.runtime.spi.Settings;
import dev.venom.runtime.spi.runtime.LaunchPlan;
import dev.venom.runtime.supervisor.systemd.internal.access.Caller;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** Decides what should stand where for a runtime: a unit of ours, or a drop-in beside another's. Immutable. */
public final class UnitPlanner {
    private static final int FIRST_DROP_IN = 50;
    private static final int LAST_DROP_IN = 99;

    private final Settings settings;
    private final Caller caller;

    /** Looks at nothing yet. */
    public UnitPlanner(Settings settings, Caller caller) {
        this.settings = settings;
        this.caller = caller;
    }

    /**
     * Plans a unit.
     *
     * @param plan how the runtime is started
     * @param fragment the unit's file, where its manager knows one
     * @return what should stand where, what stands there now, and what else there is to do
     */
    public UnitPlan plan(LaunchPlan plan, Optional<Path> fragment) {
        RuntimeSpec spec = plan.spec();
        String name = spec.unit().orElseGet(() -> spec.id() + ".service");
        UnitDirectories directories = directories(spec.scope());
        Optional<Path> existing = fragment.or(() -> directories.find(name));
        Optional<String> text = existing.flatMap(UnitPlanner::read);
        boolean ours = text.isEmpty() || text.filter(Marker::isIn).isPresent();
        return ours
                ? own(plan, name, existing.orElseGet(() -> directories.file(name)))
                : beside(plan, name, directories.dropIns(name), existing.orElseThrow(), text.orElseThrow());
    }

    private UnitPlan own(LaunchPlan plan, String name, Path file) {
        RuntimeSpec spec = plan.spec();
        UnitCommand command = UnitCommand.of(spec).located(settings.value("PATH"));
        List<String> notes = new ArrayList<>();
        if (!command.program().startsWith("/")) {
            notes.add(command.program() + " is not in the PATH of this process: systemd looks for it in a few"
                    + " directories of its own. Give its path in the command of " + spec.id() + ".");
        }
        if (spec.kind().equals("vllm")) {
            Optional<VllmVersion> version = VllmVersion.of(Path.of(command.program()));
            if (version.filter(VllmVersion::drains).isPresent()) {
                command = command.drainingWithin(spec.stopTimeout());
            } else if (version.isEmpty()) {
                notes.add("It cannot be told which vLLM this is: from 0.18 on, --shutdown-timeout in the command of "
                        + spec.id() + " lets it finish its answers before it ends.");
            }
        }
        Optional<String> user = user(spec.scope());
        OwnUnit unit = new OwnUnit(
                plan,
                command,
                settings.cacheDirectory(),
                settings.directory("OLLAMA_MODELS").map(Path::toString),
                user);
        if (user.isEmpty() && spec.scope() == RuntimeSpec.Scope.SYSTEM) {
            notes.add("The service runs as root, who owns the models: give " + settings.cacheDirectory()
                    + " to a user of its own, and install the unit again.");
        }
        notes.addAll(UnitNotes.of(spec, name, caller));
        return new UnitPlan(spec.id(), name, spec.scope(), file, unit.text(), read(file), notes);
    }

    private UnitPlan beside(LaunchPlan plan, String name, Path directory, Path fragment, String text) {
        RuntimeSpec spec = plan.spec();
        List<String> notes = new ArrayList<>();
        notes.add(name + " is not ours (" + fragment + "): it stays as it is, and a drop-in adds what is needed.");
        if (!spec.kind().equals("ollama") && !text.contains("VLLM_ACTIVE_MODEL")) {
            notes.add(name + " does not take its model from ${VLLM_ACTIVE_MODEL}: what is activated on " + spec.id()
                    + " will not change what it serves, until its ExecStart names that variable.");
        }
        notes.addAll(UnitNotes.of(spec, name, caller));
        Path file = dropIn(directory);
        return new UnitPlan(spec.id(), name, spec.scope(), file, new DropIn(plan).text(), read(file), notes);
    }

    /** Ours, or the first name that nobody has taken. */
    private static Path dropIn(Path directory) {
        return IntStream.rangeClosed(FIRST_DROP_IN, LAST_DROP_IN)
                .mapToObj(number -> directory.resolve(number + "-venom.conf"))
                .filter(file -> read(file).map(Marker::isIn).orElse(true))
                .findFirst()
                .orElseThrow(() -> new VenomException(
                        ErrorCode.INVALID_REQUEST,
                        "Every name for a drop-in in " + directory + " is taken by files that are not ours",
                        "Remove one that ends in -venom.conf"));
    }

    /** The service runs as whoever owns the models, so that it can read them. */
    private Optional<String> user(RuntimeSpec.Scope scope) {
        if (scope == RuntimeSpec.Scope.USER) {
            return Optional.empty();
        }
        try {
            String owner = Files.getOwner(settings.cacheDirectory()).getName();
            return Optional.of(owner).filter(name -> !name.equals("root"));
        } catch (IOException notThereYet) {
            return Optional.of(caller.name()).filter(name -> !caller.isRoot());
        }
    }

    private UnitDirectories directories(RuntimeSpec.Scope scope) {
        Path configuration =
                settings.path("XDG_CONFIG_HOME").orElseGet(() -> caller.home().resolve(".config"));
        return UnitDirectories.of(scope, configuration);
    }

    private static Optional<String> read(Path file) {
        try {
            return Optional.of(Files.readString(file));
        } catch (IOException missing) {
            return Optional.empty();
        }
    }
}
