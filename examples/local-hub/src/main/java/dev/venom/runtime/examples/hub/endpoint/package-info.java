@NullMarked
package dev.venom.runtime.examples.hub.endpoint;

import org.jspecify.annotations.NullMarked;
