/**
 * HTTP/1.1 over connections of our own: blocking sockets, through proxies and TLS where needed, with one buffer outside the
 * heap for each exchange. Who is asked, with which secrets, and where a redirect leads is decided above.
 */
@NullMarked
package dev.venom.runtime.core.internal.connection;

import org.jspecify.annotations.NullMarked;
