package dev.venom.runtime.testbed.ollama.scheduler;

import dev.venom.runtime.testbed.ollama.store.StoredModel;
import java.time.Instant;

/**
 * A model in memory, at the moment it was looked at.
 *
 * @param model the model
 * @param sizeBytes all memory that it takes
 * @param vramBytes the part of it on a GPU
 * @param contextLength the context that it was loaded with, in tokens
 * @param expiresAt when it goes unless it is used again
 */
public record LoadedModel(StoredModel model, long sizeBytes, long vramBytes, long contextLength, Instant expiresAt) {}
