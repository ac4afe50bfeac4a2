/** Files that survive a crash. */
@NullMarked
package dev.venom.runtime.core.internal.file;

import org.jspecify.annotations.NullMarked;
