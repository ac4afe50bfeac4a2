/** JSON as Jackson's tree, within limits: read from tokens and written to them, without the start that a mapper takes. */
@NullMarked
package dev.venom.runtime.core.internal.json;

import org.jspecify.annotations.NullMarked;
