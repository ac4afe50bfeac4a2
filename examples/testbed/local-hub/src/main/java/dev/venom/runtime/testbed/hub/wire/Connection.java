package dev.venom.runtime.testbed.hub.wire;

import java.io.IOException;
import java.net.ProtocolException;
import java.net.StandardSocketOptions;
import java.nio.channels.SocketChannel;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One client's connection, from accept to close. Confined to its thread, but for {@link #close}. */
final class Connection implements Runnable, AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(Connection.class);

    private final SocketChannel socket;
    private final RequestReader requests;
    private final Service service;

    Connection(SocketChannel socket, RequestReader requests, Service service) {
        this.socket = socket;
        this.requests = requests;
        this.service = service;
    }

    @Override
    public void run() {
        try (socket) {
            socket.setOption(StandardSocketOptions.TCP_NODELAY, true);
            serve();
        } catch (ProtocolException e) {
            log.warn("request refused reason={}", e.getMessage());
        } catch (IOException e) {
            // The client went away, or the hub closed: both are ordinary ends.
            log.debug("connection ended reason={}", e.toString());
        }
    }

    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException e) {
            log.debug("close failed reason={}", e.toString());
        }
    }

    private void serve() throws IOException {
        try {
            ResponseSink wire = new SocketSink(socket);
            boolean open = true;
            while (open) {
                Optional<Request> request = requests.next();
                open = request.isPresent() && service.serve(request.get(), wire) == Service.Next.KEEP;
            }
        } catch (ConnectionCut cut) {
            if (cut.manner() == ConnectionCut.Manner.RESET) {
                // With a linger of zero the close sends RST in place of FIN.
                socket.setOption(StandardSocketOptions.SO_LINGER, 0);
            }
        }
    }
}
