/** The web page. */
@NullMarked
package dev.venom.runtime.examples.cockpit.page;

import org.jspecify.annotations.NullMarked;
