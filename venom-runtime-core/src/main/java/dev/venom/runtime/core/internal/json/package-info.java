/** JSON as a small immutable tree, read and written by streaming: a binding library would cost every command its start. */
@NullMarked
package dev.venom.runtime.core.internal.json;

import org.jspecify.annotations.NullMarked;
