package dev.venom.runtime.testbed.engine.http;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** An answer sent piece by piece, as OpenAI's clients read it. Confined to one thread. */
record EventStream(OutputStream out) {
    void send(JsonNode document) {
        write("data: " + document + "\n\n");
    }

    void end() {
        write("data: [DONE]\n\n");
    }

    private void write(String text) {
        try {
            out.write(text.getBytes(StandardCharsets.UTF_8));
            out.flush();
        } catch (IOException gone) {
            throw new UncheckedIOException(gone);
        }
    }
}
