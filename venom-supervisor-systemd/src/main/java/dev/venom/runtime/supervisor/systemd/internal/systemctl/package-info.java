/** systemd by its own programs, where there is no bus. */
@NullMarked
package dev.venom.runtime.supervisor.systemd.internal.systemctl;

import org.jspecify.annotations.NullMarked;
