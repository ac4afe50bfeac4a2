package dev.venom.runtime.testbed.hub.fault;

import dev.venom.runtime.testbed.hub.wire.Handler;
import dev.venom.runtime.testbed.hub.wire.Request;
import dev.venom.runtime.testbed.hub.wire.Response;

/** Answers the same to everything. */
record FixedAnswer(Response response) implements AnswerFault {

    private static final String JSON = "application/json";

    static FixedAnswer status(int status) {
        return new FixedAnswer(Response.text(status, JSON, "{\"error\":\"Injected fault\"}"));
    }

    static FixedAnswer status(int status, String errorCode, String errorMessage) {
        return new FixedAnswer(
                status(status).response.header("X-Error-Code", errorCode).header("X-Error-Message", errorMessage));
    }

    static FixedAnswer expiredUrl() {
        return new FixedAnswer(Response.text(
                403,
                "application/xml",
                "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
                        + "<Error><Code>AccessDenied</Code><Message>Request has expired</Message></Error>"));
    }

    static FixedAnswer captivePortal() {
        return new FixedAnswer(Response.text(
                200, "text/html", "<!doctype html><title>Welcome</title><p>Please sign in to use the network.</p>"));
    }

    static FixedAnswer malformedJson() {
        return new FixedAnswer(Response.text(200, JSON, "{\"id\":\"broken/off\",\"sha\":\"0123"));
    }

    @Override
    public Response answer(Request request, Handler genuine) {
        return response;
    }
}
