package dev.venom.runtime.testbed.hub.fault;

import dev.venom.runtime.testbed.hub.wire.Handler;
import dev.venom.runtime.testbed.hub.wire.Request;
import dev.venom.runtime.testbed.hub.wire.Response;
import java.io.IOException;
import java.util.regex.Pattern;

/** Says in {@code Content-Range} that the right bytes came from elsewhere. */
record ShiftedContentRange(long bytes) implements AnswerFault {

    private static final Pattern CONTENT_RANGE = Pattern.compile("bytes (\\d+)-(\\d+)/(\\d+)");

    @Override
    public Response answer(Request request, Handler genuine) throws IOException {
        Response response = genuine.handle(request);
        return response.headers()
                .first("Content-Range")
                .map(CONTENT_RANGE::matcher)
                .filter(range -> range.matches())
                .map(range -> response.header(
                        "Content-Range",
                        "bytes " + shifted(range.group(1)) + "-" + shifted(range.group(2)) + "/" + range.group(3)))
                .orElse(response);
    }

    private long shifted(String position) {
        return Long.parseLong(position) + bytes;
    }
}
