package dev.venom.runtime.supervisor.process.internal.launch;

import dev.venom.runtime.api.error.ErrorCode;
import dev.venom.runtime.api.error.VenomException;
import dev.venom.runtime.api.runtime.RuntimeSpec;
import dev.venom.runtime.spi.host.LocalAddress;
import dev.venom.runtime.spi.host.PortHolder;
import dev.venom.runtime.spi.host.ProcessEntry;
import dev.venom.runtime.spi.host.ProcessRef;
import dev.venom.runtime.spi.host.ProcessTable;
import dev.venom.runtime.supervisor.process.internal.output.ProcessText;
import java.io.IOException;
import java.net.BindException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;

/**
 * Whether a runtime's port is free. Immutable.
 *
 * @param spec the runtime
 * @param processes who may hold it
 */
public record PortCheck(RuntimeSpec spec, ProcessTable processes) {
    private static final long PAUSE_MILLIS = 100;

    /** Who listens on the port. */
    public Optional<PortHolder> holder() {
        return address().flatMap(processes::listener);
    }

    /**
     * Refuses a start on a port that somebody has.
     *
     * @throws VenomException PORT_IN_USE, naming the holder
     */
    public void requireFree() {
        Optional<PortHolder> holder = holder();
        if (holder.isPresent()) {
            throw taken(holder.get().port(), words(holder.get()));
        }
        address().filter(PortCheck::isTakenWithoutListening).ifPresent(address -> {
            throw taken(address.port(), "a process that cannot be seen");
        });
    }

    private Optional<LocalAddress> address() {
        return LocalAddress.of(spec.baseUri());
    }

    /**
     * Who has it although nothing of the runtime is left, as far as that has to do with the runtime: a process that was
     * there before it is a stranger's.
     *
     * @param leader the process that was started
     */
    public Optional<String> heldSince(ProcessRef leader) {
        return holder().filter(holder -> holder.process()
                        .map(ProcessEntry::ref)
                        .map(ref -> ref.startTicks() >= leader.startTicks()
                                && ref.bootId().equals(leader.bootId())
                                && ref.pid() != ProcessHandle.current().pid())
                        .orElse(true))
                .map(holder -> "its port " + holder.port() + " is held by " + words(holder));
    }

    /**
     * Waits a while until such a holder is gone: an engine of containers takes a moment to give a port back.
     *
     * @param leader the process that was started
     * @param limit how long
     * @return who has it still
     */
    public Optional<String> awaitRelease(ProcessRef leader, Duration limit) {
        long deadline = System.nanoTime() + limit.toNanos();
        Optional<String> holder = heldSince(leader);
        while (holder.isPresent() && System.nanoTime() < deadline) {
            try {
                Thread.sleep(PAUSE_MILLIS);
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
                return holder;
            }
            holder = heldSince(leader);
        }
        return holder;
    }

    /** Words to add where whoever has the port is none of the runtime's; none where nobody has it. */
    public String heldByAnother() {
        return holder().map(holder ->
                        ", and port " + holder.port() + " is held by " + words(holder) + ", which is none of its own")
                .orElse("");
    }

    /** A socket that is bound and does not listen yet is in no table of listeners. */
    private static boolean isTakenWithoutListening(LocalAddress address) {
        return address.hosts().stream().anyMatch(host -> isTaken(new InetSocketAddress(host, address.port())));
    }

    private static boolean isTaken(InetSocketAddress address) {
        try (ServerSocket socket = new ServerSocket()) {
            socket.bind(address);
            return false;
        } catch (BindException refused) {
            return String.valueOf(refused.getMessage()).toLowerCase(Locale.ROOT).contains("in use");
        } catch (IOException unknown) {
            return false;
        }
    }

    private VenomException taken(int port, String holder) {
        return new VenomException(
                ErrorCode.PORT_IN_USE,
                "Port " + port + " of the runtime " + spec.id() + " is held by " + holder + ".",
                "Stop that process, or give the runtime another port in its \"base_url\" and command.");
    }

    private static String words(PortHolder holder) {
        return holder.process()
                .map(process -> ProcessText.of(process) + " of user " + process.userId())
                .orElse("a process of user " + holder.userId() + " that cannot be seen");
    }
}
