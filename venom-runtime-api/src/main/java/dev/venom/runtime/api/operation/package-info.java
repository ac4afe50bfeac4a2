/** Operations: queued, observable, cancellable pieces of work. */
@NullMarked
package dev.venom.runtime.api.operation;

import org.jspecify.annotations.NullMarked;
