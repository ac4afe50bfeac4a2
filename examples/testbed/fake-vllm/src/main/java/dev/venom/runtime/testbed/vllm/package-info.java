/** A stand-in for vLLM's server: the same command line, endpoints, log texts, exit codes and processes. */
@NullMarked
package dev.venom.runtime.testbed.vllm;

import org.jspecify.annotations.NullMarked;
