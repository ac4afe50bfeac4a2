package dev.venom.runtime.testbed.ollama.stream;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;

/** Takes the lines of an answer. Confined to the connection's thread. */
public interface LineSink {

    /** Sends this text as it is. */
    void text(String text) throws IOException;

    /** Sends a document on a line of its own. */
    default void line(ObjectNode document) throws IOException {
        text(document + "\n");
    }
}
