/** The host that everything runs on: its processes and its sockets. */
@NullMarked
package dev.venom.runtime.spi.host;

import org.jspecify.annotations.NullMarked;
