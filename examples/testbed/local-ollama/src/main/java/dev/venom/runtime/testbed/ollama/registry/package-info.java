/** The answers of a registry: manifests by tag, blobs by digest, tokens, and the storage that blobs come from. */
@NullMarked
package dev.venom.runtime.testbed.ollama.registry;

import org.jspecify.annotations.NullMarked;
