/** Real servers and models for tests, where the machine can have them. */
@NullMarked
package dev.venom.runtime.testbed.real;

import org.jspecify.annotations.NullMarked;
