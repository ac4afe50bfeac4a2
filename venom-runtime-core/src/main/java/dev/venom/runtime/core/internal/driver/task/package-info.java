/** What a model of each kind can be asked over HTTP, and what shows that it has answered. */
@NullMarked
package dev.venom.runtime.core.internal.driver.task;

import org.jspecify.annotations.NullMarked;
