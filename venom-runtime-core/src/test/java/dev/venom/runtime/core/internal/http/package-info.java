/** Tests of the HTTP layer against real servers on the local host. */
@NullMarked
package dev.venom.runtime.core.internal.http;

import org.jspecify.annotations.NullMarked;
