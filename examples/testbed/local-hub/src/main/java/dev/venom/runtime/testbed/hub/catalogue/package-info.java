@NullMarked
package dev.venom.runtime.testbed.hub.catalogue;

import org.jspecify.annotations.NullMarked;
