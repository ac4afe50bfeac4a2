package dev.venom.runtime.supervisor.process.internal.launch;

import dev.venom.runtime.api.error.ErrorCode;
import dev.venom.runtime.api.error.VenomException;
import dev.venom.runtime.api.runtime.RuntimeSpec;
import dev.venom.runtime.spi.host.PortHolder;
import dev.venom.runtime.spi.host.ProcessTable;
import dev.venom.runtime.supervisor.process.internal.output.ProcessWords;
import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.util.Locale;
import java.util.Optional;

/**
 * Whether a runtime's port is free. Immutable.
 *
 * @param spec the runtime
 * @param processes who may hold it
 */
public record PortCheck(RuntimeSpec spec, ProcessTable processes) {
    /** Who listens on the port. */
    public Optional<PortHolder> holder() {
        return processes.listener(port());
    }

    /**
     * Refuses a start on a port that somebody has.
     *
     * @throws VenomException PORT_IN_USE, naming the holder
     */
    public void requireFree() {
        Optional<PortHolder> holder = holder();
        if (holder.isPresent()) {
            throw taken(words(holder.get()));
        }
        if (isTakenWithoutListening()) {
            throw taken("a process that cannot be seen");
        }
    }

    /** A socket that is bound and does not listen yet is in no table of listeners. */
    private boolean isTakenWithoutListening() {
        URI uri = spec.baseUri();
        try (ServerSocket socket = new ServerSocket()) {
            socket.bind(new InetSocketAddress(InetAddress.getByName(uri.getHost()), port()));
            return false;
        } catch (BindException refused) {
            return String.valueOf(refused.getMessage()).toLowerCase(Locale.ROOT).contains("in use");
        } catch (IOException unknown) {
            return false;
        }
    }

    private VenomException taken(String holder) {
        return new VenomException(
                ErrorCode.PORT_IN_USE,
                "Port " + port() + " of the runtime " + spec.id() + " is held by " + holder + ".",
                "Stop that process, or give the runtime another port in its \"base_url\" and command.");
    }

    private static String words(PortHolder holder) {
        return holder.process()
                .map(process -> ProcessWords.of(process) + " of user " + process.userId())
                .orElse("a process of user " + holder.userId() + " that cannot be seen");
    }

    private int port() {
        URI uri = spec.baseUri();
        if (uri.getPort() >= 0) {
            return uri.getPort();
        }
        return "https".equalsIgnoreCase(uri.getScheme()) ? 443 : 80;
    }
}
