/** Which processes are a runtime's. */
@NullMarked
package dev.venom.runtime.supervisor.process.internal.tree;

import org.jspecify.annotations.NullMarked;
