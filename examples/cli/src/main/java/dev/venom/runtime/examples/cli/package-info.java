/** The command line: a thin program over the facade, as any host would write one. */
@NullMarked
package dev.venom.runtime.examples.cli;

import org.jspecify.annotations.NullMarked;
