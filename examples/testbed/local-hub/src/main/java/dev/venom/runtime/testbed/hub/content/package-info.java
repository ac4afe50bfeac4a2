@NullMarked
package dev.venom.runtime.testbed.hub.content;

import org.jspecify.annotations.NullMarked;
