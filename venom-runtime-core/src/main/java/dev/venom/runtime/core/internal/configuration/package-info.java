/** Where settings come from: builder, configuration file, environment. */
@NullMarked
package dev.venom.runtime.core.internal.configuration;

import org.jspecify.annotations.NullMarked;
