/** Runtimes that systemd starts, stops and keeps up. */
@NullMarked
package dev.venom.runtime.supervisor.systemd;

import org.jspecify.annotations.NullMarked;
