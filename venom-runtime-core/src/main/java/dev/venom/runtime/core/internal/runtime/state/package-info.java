/** What is remembered of runtimes between processes: {@code runtimes/<id>.json} and {@code runtimes/<id>.env}. */
@NullMarked
package dev.venom.runtime.core.internal.runtime.state;

import org.jspecify.annotations.NullMarked;
