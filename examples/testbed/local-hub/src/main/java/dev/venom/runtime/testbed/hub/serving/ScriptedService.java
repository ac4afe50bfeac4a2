package dev.venom.runtime.testbed.hub.serving;

import dev.venom.runtime.testbed.hub.fault.ActiveFaults;
import dev.venom.runtime.testbed.hub.fault.FaultScript;
import dev.venom.runtime.testbed.hub.log.LogEntry;
import dev.venom.runtime.testbed.hub.log.RecordedRequest.Outcome;
import dev.venom.runtime.testbed.hub.log.RequestLog;
import dev.venom.runtime.testbed.hub.wire.ConnectionCut;
import dev.venom.runtime.testbed.hub.wire.Framing;
import dev.venom.runtime.testbed.hub.wire.Handler;
import dev.venom.runtime.testbed.hub.wire.NetworkConditions;
import dev.venom.runtime.testbed.hub.wire.Request;
import dev.venom.runtime.testbed.hub.wire.Response;
import dev.venom.runtime.testbed.hub.wire.ResponseSink;
import dev.venom.runtime.testbed.hub.wire.ResponseWriter;
import dev.venom.runtime.testbed.hub.wire.Service;
import java.io.IOException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Serves one request after another: logged, answered, spoiled and paced. Thread-safe. */
public final class ScriptedService implements Service {

    private static final Logger log = LoggerFactory.getLogger(ScriptedService.class);

    private final Handler routes;
    private final FaultScript faults;
    private final RequestLog requests;
    private final NetworkConditions network;

    /** Serves these routes over a network of that kind. */
    public ScriptedService(Handler routes, FaultScript faults, RequestLog requests, NetworkConditions network) {
        this.routes = routes;
        this.faults = faults;
        this.requests = requests;
        this.network = network;
    }

    @Override
    public Next serve(Request request, ResponseSink wire) throws IOException {
        LogEntry entry = requests.begin(request);
        try {
            Next next = serve(request, wire, entry);
            entry.ended(Outcome.SENT);
            return next;
        } catch (ConnectionCut e) {
            entry.ended(Outcome.CUT);
            throw e;
        } catch (IOException e) {
            entry.ended(Outcome.BROKEN);
            throw e;
        }
    }

    private Next serve(Request request, ResponseSink wire, LogEntry entry) throws IOException {
        ActiveFaults active = faults.strike(request);
        Response response = active.spoil(this::genuine).handle(request);
        entry.answering(response);
        ResponseWriter.write(request, response, active.disturb(network.over(entry.counting(wire))));
        return next(request, response);
    }

    private Response genuine(Request request) throws IOException {
        try {
            return routes.handle(request);
        } catch (RuntimeException e) {
            log.error("request failed method={} path={}", request.method(), request.path(), e);
            return Response.text(500, "application/json", "{\"error\":\"The local server has a bug, see its log\"}");
        }
    }

    private static Next next(Request request, Response response) {
        boolean lastWanted =
                request.header("Connection").filter("close"::equalsIgnoreCase).isPresent();
        return lastWanted || response.framing() == Framing.CLOSE || !keepsItsPromise(response) ? Next.CLOSE : Next.KEEP;
    }

    /** After a body of another length than promised nobody knows where the next answer begins. */
    private static boolean keepsItsPromise(Response response) {
        String actual = Long.toString(response.body().size());
        return response.headers().first("Content-Length").map(actual::equals).orElse(true);
    }
}
