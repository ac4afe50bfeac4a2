/** The JSON documents that the example programs print and serve: one shape for the command line and for REST. */
@NullMarked
package dev.venom.runtime.examples.wire;

import org.jspecify.annotations.NullMarked;
