/** Which way systemd is reached: over its bus, or by its programs until that is back. */
@NullMarked
package dev.venom.runtime.supervisor.systemd.internal.access;

import org.jspecify.annotations.NullMarked;
