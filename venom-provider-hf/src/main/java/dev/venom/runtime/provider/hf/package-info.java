/** The Hugging Face Hub as a source of models. */
package dev.venom.runtime.provider.hf;
