/** What the first process of a container owes the others. */
@NullMarked
package dev.venom.runtime.examples.cli.orphan;

import org.jspecify.annotations.NullMarked;
