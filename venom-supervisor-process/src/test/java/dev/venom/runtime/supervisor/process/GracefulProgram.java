package dev.venom.runtime.supervisor.process;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.locks.LockSupport;

/** A server that takes its time to end, and writes down that it was let. */
final class GracefulProgram {
    private GracefulProgram() {}

    /**
     * Runs it.
     *
     * @param arguments a port, how many milliseconds its end takes, and the file in which it says that it has ended
     */
    public static void main(String[] arguments) throws IOException {
        long nanos = Long.parseLong(arguments[1]) * 1_000_000;
        Runtime.getRuntime().addShutdownHook(new Thread(() -> end(nanos, Path.of(arguments[2]))));
        try (ServerSocket socket =
                new ServerSocket(Integer.parseInt(arguments[0]), 5, InetAddress.getLoopbackAddress())) {
            while (true) {
                socket.accept().close();
            }
        }
    }

    private static void end(long nanos, Path file) {
        long deadline = System.nanoTime() + nanos;
        while (System.nanoTime() < deadline) {
            LockSupport.parkNanos(deadline - System.nanoTime());
        }
        try {
            Files.writeString(file, "ended in peace");
        } catch (IOException failure) {
            throw new IllegalStateException(failure);
        }
    }
}
