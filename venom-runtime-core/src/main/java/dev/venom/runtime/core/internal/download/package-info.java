/** Fetches files: several ranges at once, resumable, verified before they are published. */
@NullMarked
package dev.venom.runtime.core.internal.download;

import org.jspecify.annotations.NullMarked;
