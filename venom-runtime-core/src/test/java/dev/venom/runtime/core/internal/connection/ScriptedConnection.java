package dev.venom.runtime.core.internal.connection;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/** A server's side that a test has written down, which arrives in pieces of a given length. */
final class ScriptedConnection implements Connection {
    private final ByteBuffer script;
    private final int pieceBytes;

    ScriptedConnection(byte[] script, int pieceBytes) {
        this.script = ByteBuffer.wrap(script);
        this.pieceBytes = pieceBytes;
    }

    static Inbound inbound(String script) {
        return inbound(script.getBytes(StandardCharsets.ISO_8859_1), 3);
    }

    static Inbound inbound(byte[] script, int pieceBytes) {
        return new Inbound(new ScriptedConnection(script, pieceBytes), ByteBuffer.allocate(1024));
    }

    @Override
    public int read(ByteBuffer target) {
        if (!script.hasRemaining()) {
            return -1;
        }
        int count = Math.min(Math.min(pieceBytes, target.remaining()), script.remaining());
        target.put(script.slice().limit(count));
        script.position(script.position() + count);
        return count;
    }

    @Override
    public void write(ByteBuffer source) {
        source.position(source.limit());
    }

    @Override
    public void expectWithin(Duration limit) {
        // What is written down is there at once
    }

    @Override
    public void expectAnyTime() {
        // What is written down is there at once
    }

    @Override
    public boolean isQuiet() {
        return script.hasRemaining();
    }

    @Override
    public void abort() {
        // There is nobody on the other side
    }

    @Override
    public void close() {
        // There is nobody on the other side
    }
}
