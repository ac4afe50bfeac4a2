package dev.venom.runtime.testbed.hub.fault;

import dev.venom.runtime.testbed.hub.wire.Response;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/** The ways to say "too many requests". */
final class Throttled {

    private static final Response BARE =
            Response.text(429, "application/json", "{\"error\":\"We had to rate limit you\"}");

    private Throttled() {}

    static AnswerFault silently() {
        return new FixedAnswer(BARE);
    }

    static AnswerFault retryAfter(Duration wait) {
        return new FixedAnswer(BARE.header("Retry-After", Long.toString(wait.toSeconds())));
    }

    static AnswerFault retryAt(Instant time) {
        return new FixedAnswer(
                BARE.header("Retry-After", DateTimeFormatter.RFC_1123_DATE_TIME.format(time.atOffset(ZoneOffset.UTC))));
    }

    static AnswerFault rateLimited(String bucket, Duration reset) {
        return new FixedAnswer(BARE.header("RateLimit", "\"" + bucket + "\";r=0;t=" + reset.toSeconds())
                .header("RateLimit-Policy", "\"fixed window\";\"" + bucket + "\";q=500;w=300"));
    }
}
