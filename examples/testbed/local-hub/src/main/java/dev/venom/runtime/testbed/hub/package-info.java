/**
 * A small server that speaks the API of the Hugging Face Hub: test fixture with injectable faults, and default
 * source of models for the demo.
 */
@NullMarked
package dev.venom.runtime.testbed.hub;

import org.jspecify.annotations.NullMarked;
