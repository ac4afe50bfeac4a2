/** Which files of a repository an install takes. Pure: no I/O. */
@NullMarked
package dev.venom.runtime.provider.hf.internal.selection;

import org.jspecify.annotations.NullMarked;
