/** The one exception of the library, and the stable codes that tell failures apart. */
@NullMarked
package dev.venom.runtime.api.error;

import org.jspecify.annotations.NullMarked;
