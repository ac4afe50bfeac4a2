/** Follows a running operation and shows it, as JSON lines or as a progress bar. */
@NullMarked
package dev.venom.runtime.examples.cli.operation;

import org.jspecify.annotations.NullMarked;
