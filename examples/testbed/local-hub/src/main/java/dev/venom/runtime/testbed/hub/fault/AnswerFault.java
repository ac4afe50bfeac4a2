package dev.venom.runtime.testbed.hub.fault;

import dev.venom.runtime.testbed.hub.wire.Handler;
import dev.venom.runtime.testbed.hub.wire.Request;
import dev.venom.runtime.testbed.hub.wire.Response;
import java.io.IOException;

/** A fault in what is answered. Thread-safe. */
@FunctionalInterface
public non-sealed interface AnswerFault extends Fault {

    /**
     * What is answered in place of the genuine answer.
     *
     * @param request what was asked
     * @param genuine gives the answer that there would be, also to a request somewhat different
     */
    Response answer(Request request, Handler genuine) throws IOException;
}
