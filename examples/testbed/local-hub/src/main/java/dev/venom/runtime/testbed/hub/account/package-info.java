@NullMarked
package dev.venom.runtime.testbed.hub.account;

import org.jspecify.annotations.NullMarked;
