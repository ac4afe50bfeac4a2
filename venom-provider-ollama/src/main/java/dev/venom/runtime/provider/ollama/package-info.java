/** The Ollama library as a source of models, and the driver of an Ollama daemon. */
package dev.venom.runtime.provider.ollama;
