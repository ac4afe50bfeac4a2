package dev.venom.runtime.core.internal.driver.task;

import com.fasterxml.jackson.databind.JsonNode;
import dev.venom.runtime.api.runtime.Sample;
import dev.venom.runtime.spi.transport.HttpCall;
import java.util.List;
import java.util.Optional;

/** Something that models of one kind can be asked. Immutable. */
public interface ModelTask {
    /**
     * What is asked for.
     *
     * @return such as {@code a token}
     */
    String wanted();

    /**
     * Where it can be asked.
     *
     * @return the paths by which servers know it, the commonest first
     */
    List<String> paths();

    /**
     * Whether it is no JSON, so that a server that does not know it may break over it.
     *
     * @return false for most
     */
    default boolean isForeign() {
        return false;
    }

    /**
     * Asks.
     *
     * @param call a call to one of the paths
     * @param model the name under which the model answers
     * @param prompt what the model is given
     * @return the call with its body
     */
    HttpCall put(HttpCall call, String model, Prompt prompt);

    /**
     * Reads an answer of success.
     *
     * @param answer the document
     * @param prompt what the model was given
     * @return what it made of the prompt; empty where the document shows nothing that a model has made
     */
    Optional<Sample> read(JsonNode answer, Prompt prompt);
}
