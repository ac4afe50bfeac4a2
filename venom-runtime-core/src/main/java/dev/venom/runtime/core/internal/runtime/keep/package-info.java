/** What a host does for its runtimes as long as it runs: keeps them up, keeps their logs small. */
@NullMarked
package dev.venom.runtime.core.internal.runtime.keep;

import org.jspecify.annotations.NullMarked;
