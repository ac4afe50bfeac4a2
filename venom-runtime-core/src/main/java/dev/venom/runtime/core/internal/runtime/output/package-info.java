/** What a runtime wrote, wherever its supervisor puts it. */
@NullMarked
package dev.venom.runtime.core.internal.runtime.output;

import org.jspecify.annotations.NullMarked;
