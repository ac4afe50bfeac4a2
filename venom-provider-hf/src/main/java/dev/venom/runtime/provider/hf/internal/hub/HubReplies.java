package dev.venom.runtime.provider.hf.internal.hub;

import dev.venom.runtime.spi.transport.HttpReply;
import java.nio.charset.StandardCharsets;

/** Looks into the body of an error. */
final class HubReplies {
    private static final int EXCERPT_BYTES = 4_096;

    private HubReplies() {}

    /** The beginning of a body, for judging it; never shown. */
    static String excerpt(HttpReply reply) {
        return new String(reply.body(), 0, Math.min(EXCERPT_BYTES, reply.body().length), StandardCharsets.UTF_8);
    }
}
