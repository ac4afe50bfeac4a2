/** What is installed: the manifest, and how it is kept true to the disk. */
@NullMarked
package dev.venom.runtime.core.internal.store;

import org.jspecify.annotations.NullMarked;
