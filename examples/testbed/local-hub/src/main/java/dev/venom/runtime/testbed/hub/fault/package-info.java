@NullMarked
package dev.venom.runtime.testbed.hub.fault;

import org.jspecify.annotations.NullMarked;
