/** One class for each command: its options, the one call that it makes, what it prints. */
@NullMarked
package dev.venom.runtime.examples.cli.command;

import org.jspecify.annotations.NullMarked;
