package dev.venom.runtime.core.internal.runtime.registry;

import dev.venom.runtime.api.error.ErrorCode;
import dev.venom.runtime.api.error.VenomException;
import dev.venom.runtime.api.runtime.RuntimeSpec;
import dev.venom.runtime.spi.runtime.DriverContext;
import dev.venom.runtime.spi.runtime.RuntimeDriver;
import dev.venom.runtime.spi.runtime.RuntimeSupervisor;
import dev.venom.runtime.spi.runtime.SupervisedRuntime;
import dev.venom.runtime.spi.secret.Redaction;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * A runtime of this host: what it is, who knows it, and who may start and stop it. Immutable.
 *
 * @param spec its description
 * @param driver knows its kind
 * @param context what the driver talks with
 * @param supervisor what starts and stops it; empty where it is external
 * @param owner who runs an external one, in words
 * @param handles yields the supervisor's handle on it
 */
public record KnownRuntime(
        RuntimeSpec spec,
        RuntimeDriver driver,
        DriverContext context,
        Optional<RuntimeSupervisor> supervisor,
        Optional<String> owner,
        Supplier<SupervisedRuntime> handles) {
    private static final String EXTERNAL = "external";

    /**
     * Its name.
     *
     * @return the id
     */
    public String id() {
        return spec.id();
    }

    /**
     * Whether this host may start and stop it.
     *
     * @return false where it is external
     */
    public boolean isManaged() {
        return supervisor.isPresent();
    }

    /**
     * Who starts and stops it, in a word.
     *
     * @return the supervisor's id, or {@code external}
     */
    public String supervisorId() {
        return supervisor.map(RuntimeSupervisor::id).orElse(EXTERNAL);
    }

    /**
     * Hides its secrets and those of its host.
     *
     * @return what every text about it goes through before somebody reads it
     */
    public Redaction redaction() {
        return Redaction.of(spec, context.settings());
    }

    /**
     * The handle of its supervisor, which belongs to the registry.
     *
     * @return the handle; empty where it is external
     */
    public Optional<SupervisedRuntime> handle() {
        return isManaged() ? Optional.of(handles.get()) : Optional.empty();
    }

    /**
     * The handle of its supervisor, to change something.
     *
     * @param verb what is wanted, such as {@code start}
     * @return the handle, which belongs to the registry
     * @throws VenomException PERMISSION_DENIED where it is external
     */
    public SupervisedRuntime requireHandle(String verb) {
        return handle().orElseThrow(() -> new VenomException(
                ErrorCode.PERMISSION_DENIED,
                "The runtime " + id() + " can't be asked to " + verb + " from here: it is external"
                        + owner.map(who -> ", run by " + who).orElse("") + ".",
                "Let its owner do that, or describe it with a command or a unit in VENOM_CONFIG."));
    }
}
