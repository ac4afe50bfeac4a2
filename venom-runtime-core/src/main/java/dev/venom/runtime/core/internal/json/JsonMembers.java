package dev.venom.runtime.core.internal.json;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;

/** Receives the members of a large object one by one, so that no more than one of them is in memory. */
public interface JsonMembers {
    /**
     * Decides before a member is read.
     *
     * @param name its name
     * @return false to pass over it
     */
    boolean wants(String name);

    /**
     * Takes a member.
     *
     * @param name its name
     * @param value its value
     * @throws IOException if the member makes no sense to the receiver
     */
    void member(String name, JsonNode value) throws IOException;
}
