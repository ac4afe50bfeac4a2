package dev.venom.runtime.spi.runtime;

import java.util.Map;

/**
 * What a supervisor remembers of one runtime beyond the life of its host, such as the identity of a process.
 * Kept in {@code runtimes/<id>.json}, written durably and at once. Thread-safe.
 */
public interface SupervisorMemory {
    /**
     * What was remembered last.
     *
     * @return names and values; empty where nothing was
     */
    Map<String, String> recall();

    /**
     * Replaces what is remembered.
     *
     * @param facts names and values; empty to forget
     */
    void remember(Map<String, String> facts);

    /**
     * Replaces what is remembered, unless another host has done so in the meantime; no other host's word comes between
     * the comparison and the writing.
     *
     * @param expected what was recalled
     * @param facts names and values; empty to forget
     * @return false where something else is remembered by now; it stays
     */
    boolean replace(Map<String, String> expected, Map<String, String> facts);
}
