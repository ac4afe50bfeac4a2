/** Why a server failed, as its log tells it: by lines of error and tracebacks, never by what it says of its work. */
@NullMarked
package dev.venom.runtime.core.internal.driver.failure;

import org.jspecify.annotations.NullMarked;
