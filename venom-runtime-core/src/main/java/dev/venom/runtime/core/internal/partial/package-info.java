/** Keeps unfinished files on disk, with a journal of what has been received. */
@NullMarked
package dev.venom.runtime.core.internal.partial;

import org.jspecify.annotations.NullMarked;
