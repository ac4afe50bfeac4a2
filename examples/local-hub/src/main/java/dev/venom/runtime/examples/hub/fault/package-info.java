@NullMarked
package dev.venom.runtime.examples.hub.fault;

import org.jspecify.annotations.NullMarked;
