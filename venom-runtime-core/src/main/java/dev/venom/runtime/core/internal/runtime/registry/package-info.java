/** The runtimes of this host: described or found, with the driver that knows each and what may start and stop it. */
@NullMarked
package dev.venom.runtime.core.internal.runtime.registry;

import org.jspecify.annotations.NullMarked;
