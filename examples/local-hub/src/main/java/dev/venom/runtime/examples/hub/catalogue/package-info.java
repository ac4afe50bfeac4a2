@NullMarked
package dev.venom.runtime.examples.hub.catalogue;

import org.jspecify.annotations.NullMarked;
