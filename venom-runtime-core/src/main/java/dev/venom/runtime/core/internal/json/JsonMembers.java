package dev.venom.runtime.core.internal.json;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;

/** Receives the members of a large object one by one, so that no more than one of them is in memory. */
public interface JsonMembers {
    /** Decides before a member is read; false passes over it. */
    boolean wants(String name);

    /**
     * Takes a member.
     *
     * @throws IOException if the member makes no sense to the receiver
     */
    void member(String name, JsonNode value) throws IOException;
}
