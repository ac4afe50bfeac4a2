package dev.venom.runtime.testbed.ollama.registry;

import dev.venom.runtime.testbed.hub.wire.Request;
import dev.venom.runtime.testbed.hub.wire.Response;

/** The variants of one model. Thread-safe. */
interface Repository {

    /** The manifest of a tag or a digest. */
    Response manifest(String reference, Request request);
}
