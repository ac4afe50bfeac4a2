package dev.venom.runtime.testbed.hub.fault;

import dev.venom.runtime.testbed.hub.wire.Handler;
import dev.venom.runtime.testbed.hub.wire.ResponseSink;
import java.util.List;

/**
 * The faults of one request.
 *
 * @param faults in the order of their effect
 */
public record ActiveFaults(List<Fault> faults) {

    /** Copies the list. */
    public ActiveFaults {
        faults = List.copyOf(faults);
    }

    /** The handler as it behaves under these faults. */
    public Handler spoil(Handler genuine) {
        Handler spoiled = genuine;
        for (Fault fault : faults) {
            if (fault instanceof AnswerFault answerFault) {
                Handler before = spoiled;
                spoiled = request -> answerFault.answer(request, before);
            }
        }
        return spoiled;
    }

    /** The wire as it behaves under these faults. */
    public ResponseSink disturb(ResponseSink wire) {
        ResponseSink disturbed = wire;
        for (Fault fault : faults) {
            if (fault instanceof TransferFault transferFault) {
                disturbed = transferFault.disturb(disturbed);
            }
        }
        return disturbed;
    }
}
