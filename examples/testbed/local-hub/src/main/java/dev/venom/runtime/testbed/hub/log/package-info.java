@NullMarked
package dev.venom.runtime.testbed.hub.log;

import org.jspecify.annotations.NullMarked;
