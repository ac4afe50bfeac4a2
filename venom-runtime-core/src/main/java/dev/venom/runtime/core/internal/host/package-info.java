/** What this host has and runs: processes, sockets, memory. */
@NullMarked
package dev.venom.runtime.core.internal.host;

import org.jspecify.annotations.NullMarked;
