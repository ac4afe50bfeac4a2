package dev.venom.runtime.testbed.hub.wire;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.SocketChannel;

/** The end of every wire: the socket. Stretches of files go by {@code sendfile}. */
final class SocketSink implements ResponseSink {

    private final SocketChannel socket;

    SocketSink(SocketChannel socket) {
        this.socket = socket;
    }

    @Override
    public void head(ByteBuffer head) throws IOException {
        write(head);
    }

    @Override
    public void write(ByteBuffer bytes) throws IOException {
        while (bytes.hasRemaining()) {
            socket.write(bytes);
        }
    }

    @Override
    public void write(FileChannel file, long position, long count) throws IOException {
        long done = 0;
        while (done < count) {
            long sent = file.transferTo(position + done, count - done, socket);
            if (sent == 0 && position + done >= file.size()) {
                throw new EOFException("The file ends at " + file.size() + ", wanted " + (position + count));
            }
            done += sent;
        }
    }

    @Override
    public boolean isOpen() {
        return socket.isOpen();
    }
}
