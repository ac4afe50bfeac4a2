package dev.venom.runtime.testbed.hub.fault;

import dev.venom.runtime.testbed.hub.content.Content;
import dev.venom.runtime.testbed.hub.wire.Framing;
import dev.venom.runtime.testbed.hub.wire.Handler;
import dev.venom.runtime.testbed.hub.wire.Request;
import dev.venom.runtime.testbed.hub.wire.Response;

/** Answers with a JSON array that is far too long. */
record HugeJson(long size) implements AnswerFault {

    /** Large, so that the body goes out in few pieces. */
    private static final Content BLOCK = Content.of("{\"id\":\"huge/model\",\"tags\":[\"pad\"]},".repeat(4096));

    @Override
    public Response answer(Request request, Handler genuine) {
        long blocks = Math.max(1, size / BLOCK.size());
        Content elements = Content.repeated(BLOCK, blocks * BLOCK.size());
        return Response.text(200, "application/json", "")
                .body(Content.of("[").then(elements).then(Content.of("{}]")))
                .framed(Framing.CHUNKED);
    }
}
