/** The smallest program that embeds the library, and a first look at the command line. */
@NullMarked
package dev.venom.runtime.examples.quickstart;

import org.jspecify.annotations.NullMarked;
