package dev.venom.runtime.examples.ollama.registry;

import dev.venom.runtime.examples.hub.wire.Request;
import dev.venom.runtime.examples.hub.wire.Response;

/** The variants of one model. Thread-safe. */
interface Repository {

    /** The manifest of a tag or a digest. */
    Response manifest(String reference, Request request);
}
