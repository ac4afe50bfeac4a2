package dev.venom.runtime.core.internal.runtime.state;

import java.nio.file.Path;

/**
 * Where a runtime's output went when it was last started. Immutable.
 *
 * @param file the log
 * @param begin how long the log was then: what stands before is about earlier runs
 */
public record LogPosition(Path file, long begin) {}
