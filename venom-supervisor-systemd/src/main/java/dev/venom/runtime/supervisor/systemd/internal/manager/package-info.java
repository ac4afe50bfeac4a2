/** What systemd is asked, whichever way it is reached. */
@NullMarked
package dev.venom.runtime.supervisor.systemd.internal.manager;

import org.jspecify.annotations.NullMarked;
