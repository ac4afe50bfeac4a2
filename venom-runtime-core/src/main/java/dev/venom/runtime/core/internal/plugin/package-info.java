/** What other people's code is called through: a defect of one part is told, and stays its own. */
@NullMarked
package dev.venom.runtime.core.internal.plugin;

import org.jspecify.annotations.NullMarked;
