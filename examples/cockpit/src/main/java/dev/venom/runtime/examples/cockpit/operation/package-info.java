/** Long work: progress, log, and how to steer it. */
@NullMarked
package dev.venom.runtime.examples.cockpit.operation;

import org.jspecify.annotations.NullMarked;
