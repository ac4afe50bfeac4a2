/** How fast bytes are hashed. */
@NullMarked
package dev.venom.runtime.benchmarks.digest;

import org.jspecify.annotations.NullMarked;
