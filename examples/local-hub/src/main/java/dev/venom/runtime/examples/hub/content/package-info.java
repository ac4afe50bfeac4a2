@NullMarked
package dev.venom.runtime.examples.hub.content;

import org.jspecify.annotations.NullMarked;
