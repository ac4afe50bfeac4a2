/** Serves requests under the script of faults, and on record. */
@NullMarked
package dev.venom.runtime.examples.hub.serving;

import org.jspecify.annotations.NullMarked;
