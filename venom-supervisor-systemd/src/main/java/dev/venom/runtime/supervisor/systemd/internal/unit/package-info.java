/** The text of units: how it is written, what stands where. */
@NullMarked
package dev.venom.runtime.supervisor.systemd.internal.unit;

import org.jspecify.annotations.NullMarked;
