@NullMarked
package dev.venom.runtime.examples.hub.account;

import org.jspecify.annotations.NullMarked;
