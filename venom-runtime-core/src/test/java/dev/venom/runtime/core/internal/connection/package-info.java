/** Tests of connections against servers that tests write byte for byte. */
@NullMarked
package dev.venom.runtime.core.internal.connection;

import org.jspecify.annotations.NullMarked;
