/** The OpenAI-compatible face of an engine. */
@NullMarked
package dev.venom.runtime.testbed.engine.http;

import org.jspecify.annotations.NullMarked;
