package dev.venom.runtime.testbed.hub.fault;

import dev.venom.runtime.testbed.hub.wire.Handler;
import dev.venom.runtime.testbed.hub.wire.Request;
import dev.venom.runtime.testbed.hub.wire.Response;
import java.io.IOException;

/** Leaves the last bytes out; only {@code Content-Range} or the size known from elsewhere gives it away. */
record ShorterBody(long bytes) implements AnswerFault {

    @Override
    public Response answer(Request request, Handler genuine) throws IOException {
        Response response = genuine.handle(request);
        long size = response.body().size();
        return response.body(response.body().slice(0, Math.max(0, size - bytes)));
    }
}
