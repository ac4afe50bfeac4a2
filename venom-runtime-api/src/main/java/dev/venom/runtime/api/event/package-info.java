/** What happened, told to listeners: changes of operations and of runtimes. */
@NullMarked
package dev.venom.runtime.api.event;

import org.jspecify.annotations.NullMarked;
