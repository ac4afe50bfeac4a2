package dev.venom.runtime.testbed.hub.fault;

import dev.venom.runtime.testbed.hub.content.Content;
import dev.venom.runtime.testbed.hub.wire.BlobRange;
import dev.venom.runtime.testbed.hub.wire.Handler;
import dev.venom.runtime.testbed.hub.wire.Request;
import dev.venom.runtime.testbed.hub.wire.Response;
import java.io.IOException;

/** Turns all bits of one byte of a file. */
record WrongByte(long offset) implements AnswerFault {

    @Override
    public Response answer(Request request, Handler genuine) throws IOException {
        Response response = genuine.handle(request);
        Content body = response.body();
        long position = offset - response.served().map(BlobRange::start).orElse(0L);
        return position < 0 || position >= body.size() ? response : response.body(spoiled(body, position));
    }

    private static Content spoiled(Content body, long position) {
        byte[] wrong = body.slice(position, 1).bytes();
        wrong[0] = (byte) ~wrong[0];
        return body.slice(0, position)
                .then(Content.of(wrong))
                .then(body.slice(position + 1, body.size() - position - 1));
    }
}
