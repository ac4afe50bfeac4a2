/** What the host has to run models on. */
@NullMarked
package dev.venom.runtime.api.host;

import org.jspecify.annotations.NullMarked;
