@NullMarked
package dev.venom.runtime.examples.hub.wire;

import org.jspecify.annotations.NullMarked;
