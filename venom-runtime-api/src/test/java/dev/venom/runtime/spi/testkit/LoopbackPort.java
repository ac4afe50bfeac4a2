package dev.venom.runtime.spi.testkit;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;

/**
 * A TCP port of the loopback address. Immutable.
 *
 * @param number the port
 */
public record LoopbackPort(int number) {
    private static final int PATIENCE_MILLIS = 5_000;

    /**
     * A port on which nobody listens at the moment.
     *
     * @return the port
     */
    public static LoopbackPort free() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return new LoopbackPort(socket.getLocalPort());
        } catch (IOException failure) {
            throw new AssertionError("This host has no free port", failure);
        }
    }

    /**
     * Takes it.
     *
     * @return a socket that listens and answers nobody
     * @throws IOException if somebody has it
     */
    public ServerSocket listen() throws IOException {
        return new ServerSocket(number, 1, InetAddress.getLoopbackAddress());
    }

    /**
     * Whether somebody could listen on it now.
     *
     * @return true if nobody does
     */
    public boolean isFree() {
        try (ServerSocket socket = listen()) {
            return socket.isBound();
        } catch (IOException taken) {
            return false;
        }
    }

    /**
     * Whether a server answers on it.
     *
     * @return true if a connection yields at least a byte
     */
    public boolean answers() {
        try (Socket socket = new Socket()) {
            socket.setSoTimeout(PATIENCE_MILLIS);
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), number), PATIENCE_MILLIS);
            return socket.getInputStream().read() >= 0;
        } catch (IOException refused) {
            return false;
        }
    }

    /**
     * The base address of a server on it.
     *
     * @return {@code http://127.0.0.1:<port>}
     */
    public URI uri() {
        return URI.create("http://127.0.0.1:" + number);
    }
}
