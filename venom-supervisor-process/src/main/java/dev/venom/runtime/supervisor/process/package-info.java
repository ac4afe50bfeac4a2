/** The supervisor {@code process}: runtimes as child processes, with groups, identity, adoption and logs. */
@NullMarked
package dev.venom.runtime.supervisor.process;

import org.jspecify.annotations.NullMarked;
