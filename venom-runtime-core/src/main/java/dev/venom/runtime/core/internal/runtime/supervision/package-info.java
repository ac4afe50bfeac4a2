/** What a host does for its runtimes as long as it runs: keeps them up, keeps their logs small. */
@NullMarked
package dev.venom.runtime.core.internal.runtime.supervision;

import org.jspecify.annotations.NullMarked;
