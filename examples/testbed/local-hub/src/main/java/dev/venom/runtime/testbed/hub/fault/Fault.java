package dev.venom.runtime.testbed.hub.fault;

import dev.venom.runtime.testbed.hub.wire.ConnectionCut;
import dev.venom.runtime.testbed.hub.wire.Response;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;

/**
 * Something that goes wrong with an answer: in what it says ({@link AnswerFault}) or on its way
 * ({@link TransferFault}). The factories here make all that are built in; a test may write its own as a lambda of either
 * kind. Byte counts and offsets are of the body, unless said otherwise. Immutable, but for those with a {@link Gate}.
 */
public sealed interface Fault permits AnswerFault, TransferFault {

    /** Closes the connection after so many body bytes. */
    static TransferFault cutAfter(long bytes) {
        return new CutAfter(bytes, ConnectionCut.Manner.CLOSE);
    }

    /** Resets the connection after so many body bytes; those still on their way may be lost. */
    static TransferFault resetAfter(long bytes) {
        return new CutAfter(bytes, ConnectionCut.Manner.RESET);
    }

    /** Falls silent after so many body bytes, for as long as the gate is closed. */
    static TransferFault stallAfter(long bytes, Gate gate) {
        return new StallAfter(bytes, gate);
    }

    /** Falls silent after so many body bytes, for that time. */
    static TransferFault stallAfter(long bytes, Duration time) {
        return new StallFor(bytes, time);
    }

    /** Sends the body at no more than this rate. */
    static TransferFault rate(long bytesPerSecond) {
        return new Dribble(bytesPerSecond);
    }

    /** Sends the head one byte at a time with a pause before each. */
    static TransferFault slowHead(Duration pause) {
        return new SlowHead(pause);
    }

    /** Sends nothing at all for as long as the gate is closed. */
    static TransferFault holdHead(Gate gate) {
        return new HoldHead(gate);
    }

    /** Closes the connection in place of an answer. */
    static AnswerFault noAnswer() {
        return (request, genuine) -> {
            throw ConnectionCut.closed();
        };
    }

    /** Resets the connection in place of an answer. */
    static AnswerFault reset() {
        return (request, genuine) -> {
            throw ConnectionCut.reset();
        };
    }

    /** Answers with this status and a JSON error as the Hub has it. */
    static AnswerFault status(int status) {
        return FixedAnswer.status(status);
    }

    /** Answers with this status and the Hub's error headers. */
    static AnswerFault status(int status, String errorCode, String errorMessage) {
        return FixedAnswer.status(status, errorCode, errorMessage);
    }

    /** Answers exactly this. */
    static AnswerFault answer(Response response) {
        return new FixedAnswer(response);
    }

    /** 403 with the XML of a storage whose signed URL has expired. */
    static AnswerFault expiredUrl() {
        return FixedAnswer.expiredUrl();
    }

    /** 429 that does not say how long to wait. */
    static AnswerFault tooManyRequests() {
        return Throttled.silently();
    }

    /** 429 with {@code Retry-After} in seconds. */
    static AnswerFault retryAfter(Duration wait) {
        return Throttled.retryAfter(wait);
    }

    /** 429 with {@code Retry-After} as an HTTP date. */
    static AnswerFault retryAt(Instant time) {
        return Throttled.retryAt(time);
    }

    /** 429 with the Hub's {@code RateLimit} header: nothing left in this bucket ({@code api}, {@code resolvers}). */
    static AnswerFault rateLimited(String bucket, Duration reset) {
        return Throttled.rateLimited(bucket, reset);
    }

    /** 200 with the sign-in page of a hotel. */
    static AnswerFault captivePortal() {
        return FixedAnswer.captivePortal();
    }

    /** 200 with JSON that breaks off. */
    static AnswerFault malformedJson() {
        return FixedAnswer.malformedJson();
    }

    /** 200 with valid JSON of about this size, in chunks, so that its length is not known before. */
    static AnswerFault hugeJson(long size) {
        return new HugeJson(size);
    }

    /** Redirects to the address that was asked for. */
    static AnswerFault redirectLoop() {
        return (request, genuine) -> Response.redirect(302, request.target());
    }

    /** Redirects to another place. */
    static AnswerFault redirectTo(URI location) {
        return new FixedAnswer(Response.redirect(302, location.toString()));
    }

    /** Answers a request for a range with 200 and the whole file. */
    static AnswerFault ignoreRange() {
        return (request, genuine) -> genuine.handle(request.without("Range"));
    }

    /** Answers the right range, but says that it begins so many bytes later. */
    static AnswerFault shiftedContentRange(long bytes) {
        return new ShiftedContentRange(bytes);
    }

    /** Sends so many bytes more than promised. */
    static AnswerFault longerBody(int bytes) {
        return new LongerBody(bytes);
    }

    /** Sends so many bytes less, and promises no more than that. */
    static AnswerFault shorterBody(long bytes) {
        return new ShorterBody(bytes);
    }

    /** Spoils the byte at this offset of the file, wherever an answer holds it; all lengths stay right. */
    static AnswerFault wrongByteAt(long offset) {
        return new WrongByte(offset);
    }

    /** Compresses the body, whatever the client accepts, and knows no ranges meanwhile. */
    static AnswerFault gzip() {
        return new GzipBody();
    }

    /** Answers with this header set to this value. */
    static AnswerFault header(String name, String value) {
        return (request, genuine) -> genuine.handle(request).header(name, value);
    }

    /** Leaves a header out, such as {@code X-Repo-Commit}. */
    static AnswerFault withoutHeader(String name) {
        return (request, genuine) -> {
            Response response = genuine.handle(request);
            return response.headers(response.headers().without(name));
        };
    }

    /** Adds a file of this name to a tree or to a model's siblings: {@code ../x}, {@code /abs}, {@code C:\x}. */
    static AnswerFault extraTreeEntry(String path) {
        return new ExtraTreeEntry(path);
    }
}
