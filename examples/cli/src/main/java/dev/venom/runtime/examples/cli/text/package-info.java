/** Results as people read them: tables, sizes, plans. */
@NullMarked
package dev.venom.runtime.examples.cli.text;

import org.jspecify.annotations.NullMarked;
