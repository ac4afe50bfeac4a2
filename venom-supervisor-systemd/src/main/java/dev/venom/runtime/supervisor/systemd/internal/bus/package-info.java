/** systemd over D-Bus. Opened to the D-Bus library, which makes proxies and signals from these types. */
@NullMarked
package dev.venom.runtime.supervisor.systemd.internal.bus;

import org.jspecify.annotations.NullMarked;
