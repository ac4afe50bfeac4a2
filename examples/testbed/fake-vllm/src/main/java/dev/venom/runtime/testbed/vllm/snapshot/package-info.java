/** Model directories, real enough to be served. */
@NullMarked
package dev.venom.runtime.testbed.vllm.snapshot;

import org.jspecify.annotations.NullMarked;
