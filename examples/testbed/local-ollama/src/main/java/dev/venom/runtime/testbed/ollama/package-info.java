/**
 * An Ollama daemon and an Ollama registry of one's own: test fixtures with injectable faults, and a stand-in for the
 * real ones in a demo without a network.
 */
@NullMarked
package dev.venom.runtime.testbed.ollama;

import org.jspecify.annotations.NullMarked;
