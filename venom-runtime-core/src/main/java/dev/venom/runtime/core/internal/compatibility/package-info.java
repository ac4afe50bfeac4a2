/** Whether a model fits a runtime and this host: pure judgement of descriptions and figures. */
@NullMarked
package dev.venom.runtime.core.internal.compatibility;

import org.jspecify.annotations.NullMarked;
