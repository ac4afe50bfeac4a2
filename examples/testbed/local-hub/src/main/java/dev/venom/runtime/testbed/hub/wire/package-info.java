@NullMarked
package dev.venom.runtime.testbed.hub.wire;

import org.jspecify.annotations.NullMarked;
