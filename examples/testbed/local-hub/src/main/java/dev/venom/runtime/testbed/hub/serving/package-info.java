/** Serves requests under the script of faults, and on record. */
@NullMarked
package dev.venom.runtime.testbed.hub.serving;

import org.jspecify.annotations.NullMarked;
