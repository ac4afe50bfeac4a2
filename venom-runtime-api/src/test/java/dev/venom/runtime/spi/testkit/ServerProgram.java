package dev.venom.runtime.spi.testkit;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;

/**
 * A server that does next to nothing: it answers every connection, and prints a line for each. Started by
 * {@link ServerCommand} as a process of its own.
 */
public final class ServerProgram {
    private static final byte[] ANSWER =
            "HTTP/1.0 200 OK\r\nContent-Length: 0\r\n\r\n".getBytes(StandardCharsets.US_ASCII);

    private ServerProgram() {}

    /**
     * Serves until it is ended.
     *
     * @param arguments the port on loopback, then names of variables whose values it prints
     * @throws IOException if the port cannot be had
     */
    public static void main(String[] arguments) throws IOException {
        List<String> words = List.of(arguments);
        try (ServerSocket socket =
                new ServerSocket(Integer.parseInt(words.get(0)), 50, InetAddress.getLoopbackAddress())) {
            words.stream().skip(1).forEach(name -> System.out.println("variable " + name + "=" + System.getenv(name)));
            System.out.println("directory " + Path.of("").toAbsolutePath());
            System.out.println("ready");
            serve(socket);
        }
    }

    private static void serve(ServerSocket socket) throws IOException {
        for (int served = 1; ; served++) {
            try (Socket connection = socket.accept();
                    OutputStream answer = connection.getOutputStream()) {
                System.out.println("answer " + served);
                answer.write(ANSWER);
            } catch (IOException gone) {
                System.out.println("gone: " + gone.getMessage());
            }
        }
    }
}
