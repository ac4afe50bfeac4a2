@NullMarked
package dev.venom.runtime.examples.hub.log;

import org.jspecify.annotations.NullMarked;
