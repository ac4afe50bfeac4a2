/** Failures as HTTP answers (RFC 9457). */
@NullMarked
package dev.venom.runtime.examples.cockpit.problem;

import org.jspecify.annotations.NullMarked;
