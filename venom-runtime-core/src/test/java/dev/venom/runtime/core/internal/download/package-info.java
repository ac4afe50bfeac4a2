/** Tests of the download engine against a server that fails on demand. */
@NullMarked
package dev.venom.runtime.core.internal.download;

import org.jspecify.annotations.NullMarked;
