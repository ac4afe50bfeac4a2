package dev.venom.runtime.supervisor.systemd.internal.runtime;

import dev.venom.runtime.api.error.ErrorCode;
import dev.venom.runtime.api.error.VenomException;
import dev.venom.runtime.spi.host.PortHolder;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.net.UnknownHostException;
import java.util.Optional;

/** The port of a runtime on this host. Immutable. */
final class PortGuard {
    private final Subject subject;

    PortGuard(Subject subject) {
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
        int port = subject.spec().baseUri().getPort();
        return port > 0 && isHere() ? subject.context().processes().listener(port) : Optional.empty();
    }

    private String inWords(PortHolder holder) {
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

    /** Names other than {@code localhost} are not looked up: that may take its time. */
    private boolean isHere() {
        String host = Optional.ofNullable(subject.spec().baseUri().getHost()).orElse("localhost");
        if (host.equals("localhost")) {
            return true;
        }
        if (!host.matches("[0-9.]+|\\[.*]")) {
            return false;
        }
        try {
            InetAddress address = InetAddress.getByName(host);
            return address.isLoopbackAddress()
                    || address.isAnyLocalAddress()
                    || NetworkInterface.getByInetAddress(address) != null;
        } catch (UnknownHostException | SocketException unknown) {
            return false;
        }
    }
}
