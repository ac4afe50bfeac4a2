package dev.venom.runtime.examples.cockpit.event;

import java.util.Optional;

/**
 * An event as it is sent. Immutable.
 *
 * @param id its place in the log; empty for an event of a snapshot, which nobody can ask for again
 * @param type {@code operation}, {@code task_update}, {@code runtime}, {@code alert} or {@code system}
 * @param data JSON on one line
 */
public record LoggedEvent(Optional<String> id, String type, String data) {}
