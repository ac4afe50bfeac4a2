/** What every command shares: standard output, errors and exit codes, the terminal, Ctrl+C. */
@NullMarked
package dev.venom.runtime.examples.cli.console;

import org.jspecify.annotations.NullMarked;
