/** How fast bytes are moved from a server on this machine into a verified file. */
@NullMarked
package dev.venom.runtime.benchmarks.download;

import org.jspecify.annotations.NullMarked;
