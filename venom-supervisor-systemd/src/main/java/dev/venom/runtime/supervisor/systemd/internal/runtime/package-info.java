/** Runtimes in the hands of systemd: how they are seen, started and stopped. */
@NullMarked
package dev.venom.runtime.supervisor.systemd.internal.runtime;

import org.jspecify.annotations.NullMarked;
