package dev.venom.runtime.supervisor.systemd.internal.runtime;

import dev.venom.runtime.api.error.ErrorCode;
import dev.venom.runtime.api.error.VenomException;
import dev.venom.runtime.spi.host.LocalAddress;
import dev.venom.runtime.spi.host.PortHolder;
import java.util.Optional;

/** The port of a runtime on this host. Immutable. */
final class PortGuard {
    private final ManagedUnit subject;

    PortGuard(ManagedUnit subject) {
        this.subject = subject;
    }

    /**
     * Insists that nobody has it.
     *
     * @throws VenomException PORT_IN_USE, naming the holder
     */
    void requireFree() {
        holder().ifPresent(holder -> {
            throw new VenomException(
                    ErrorCode.PORT_IN_USE,
                    "Port " + holder.port() + " of the runtime " + subject.id() + " is held by " + inWords(holder)
                            + ", which is not " + subject.unit(),
                    "End that process, or give the runtime another port");
        });
    }

    /** Who has it. */
    Optional<PortHolder> holder() {
        return LocalAddress.of(subject.spec().baseUri())
                .flatMap(subject.context().processes()::listener);
    }

    /** Names him. */
    String inWords(PortHolder holder) {
        return holder.process()
                .map(process -> "process " + process.ref().pid() + " (" + abridged(process.commandLine()) + ")"
                        + subject.context()
                                .processes()
                                .controlGroup(process.ref())
                                .filter(path -> path.endsWith(".service"))
                                .map(path -> " of " + path.substring(path.lastIndexOf('/') + 1))
                                .orElse(""))
                .orElseGet(() -> "a process of the user " + holder.userId());
    }

    private static String abridged(String commandLine) {
        return commandLine.length() <= 80 ? commandLine : commandLine.substring(0, 77) + "...";
    }
}
