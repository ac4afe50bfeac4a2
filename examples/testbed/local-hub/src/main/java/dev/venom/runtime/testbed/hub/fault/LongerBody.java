package dev.venom.runtime.testbed.hub.fault;

import dev.venom.runtime.testbed.hub.content.Content;
import dev.venom.runtime.testbed.hub.wire.Handler;
import dev.venom.runtime.testbed.hub.wire.Request;
import dev.venom.runtime.testbed.hub.wire.Response;
import java.io.IOException;

/** Sends more than {@code Content-Length} promises. */
record LongerBody(int bytes) implements AnswerFault {

    @Override
    public Response answer(Request request, Handler genuine) throws IOException {
        Response response = genuine.handle(request);
        return response.header("Content-Length", Long.toString(response.body().size()))
                .body(response.body().then(Content.of(new byte[bytes])));
    }
}
