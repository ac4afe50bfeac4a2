/** The registry protocol: manifests, blobs, tokens. */
@NullMarked
package dev.venom.runtime.provider.ollama.internal.registry;

import org.jspecify.annotations.NullMarked;
