/** What the Cockpit's API is, for programs that read such descriptions. */
@NullMarked
package dev.venom.runtime.examples.cockpit.openapi;

import org.jspecify.annotations.NullMarked;
