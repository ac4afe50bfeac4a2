@NullMarked
package dev.venom.runtime.testbed.hub.endpoint;

import org.jspecify.annotations.NullMarked;
