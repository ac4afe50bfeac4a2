/** What a request asks for. */
@NullMarked
package dev.venom.runtime.examples.cockpit.request;

import org.jspecify.annotations.NullMarked;
