/** Uses the page as people do: in a real browser, on the demonstration. */
@NullMarked
package dev.venom.runtime.examples.cockpit.browser;

import org.jspecify.annotations.NullMarked;
