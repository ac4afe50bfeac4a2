/** What runtimes write: where it lies, how it is read and followed, how it is kept small. */
@NullMarked
package dev.venom.runtime.core.internal.log;

import org.jspecify.annotations.NullMarked;
