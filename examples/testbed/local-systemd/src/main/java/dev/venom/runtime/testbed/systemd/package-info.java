/** A real systemd of its own, beside the one that may run this machine: to test with. */
@NullMarked
package dev.venom.runtime.testbed.systemd;

import org.jspecify.annotations.NullMarked;
