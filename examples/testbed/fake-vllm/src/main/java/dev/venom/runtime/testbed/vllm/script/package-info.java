/** What the server is told to do wrong. */
@NullMarked
package dev.venom.runtime.testbed.vllm.script;

import org.jspecify.annotations.NullMarked;
