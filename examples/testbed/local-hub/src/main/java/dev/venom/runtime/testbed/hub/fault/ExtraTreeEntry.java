package dev.venom.runtime.testbed.hub.fault;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.venom.runtime.testbed.hub.content.Content;
import dev.venom.runtime.testbed.hub.content.ContentDigest;
import dev.venom.runtime.testbed.hub.wire.Handler;
import dev.venom.runtime.testbed.hub.wire.Request;
import dev.venom.runtime.testbed.hub.wire.Response;
import java.io.IOException;

/** Puts a file that does not exist into a listing. */
record ExtraTreeEntry(String path) implements AnswerFault {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Content CONTENT = Content.of("hostile");

    @Override
    public Response answer(Request request, Handler genuine) throws IOException {
        Response response = genuine.handle(request);
        JsonNode listing = JSON.readTree(response.body().bytes());
        if (listing instanceof ArrayNode tree) {
            describe(tree.addObject().put("type", "file").put("path", path));
        } else if (listing.path("siblings") instanceof ArrayNode siblings) {
            describe(siblings.addObject().put("rfilename", path));
        }
        return response.body(Content.of(JSON.writeValueAsBytes(listing)));
    }

    private static void describe(ObjectNode entry) {
        entry.put("oid", ContentDigest.gitSha1(CONTENT)).put("size", CONTENT.size());
    }
}
