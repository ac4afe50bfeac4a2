package dev.venom.runtime.core.internal.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.venom.runtime.api.error.ErrorCode;
import dev.venom.runtime.api.error.VenomException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RateLimitPacerTest {
    private static final URI HUB = URI.create("https://hub.example/api/models?token=secret");
    private static final URI FILE = URI.create("https://hub.example/org/model/resolve/main/config.json");

    private final ManualTime time = new ManualTime();
    private final RateLimitPacer pacer = new RateLimitPacer(time, time);
    private final List<Duration> announced = new ArrayList<>();

    @ParameterizedTest(name = "{0} {1}: {2} -> {3} s")
    @CsvSource(
            delimiter = '|',
            value = {
                "200 | RateLimit   | \"api\";r=0;t=55                       | 56",
                "200 | RateLimit   | \"api\"; r=0; t=55                     | 56",
                "200 | ratelimit   | \"pages\";r=7;t=9, \"api\";r=0;t=55    | 56",
                "200 | RateLimit   | \"api\";t=55;r=0                       | 56",
                "200 | RateLimit   | \"api\";r=0;t=0                        | 1",
                "429 | RateLimit   | \"api\";r=0;t=3                        | 4",
                "200 | RateLimit   | \"api\";r=1;t=55                       | -",
                "200 | RateLimit   | \"api\";r=05;t=55                      | -",
                "200 | RateLimit   | \"api\";r=0                            | -",
                "200 | RateLimit   | api;r=0;t=55                           | -",
                "200 | RateLimit   | nonsense                               | -",
                "200 | RateLimit   | \"api\";r=0;t=99999999999999999999     | -",
                "429 | Retry-After | 7                                      | 7",
                "503 | Retry-After | 7                                      | 7",
                "429 | Retry-After | Fri, 02 Jan 2026 03:04:25 GMT          | 20",
                "429 | Retry-After | Fri, 02 Jan 2026 03:04:04 GMT          | -",
                "429 | Retry-After | 0                                      | -",
                "429 | Retry-After | -5                                     | -",
                "429 | Retry-After | soon                                   | -",
                "200 | Retry-After | 7                                      | -",
                "302 | Retry-After | 7                                      | -",
            })
    void waitsAsLongAsTheServerAsked(int status, String field, String value, String expected) throws Exception {
        pacer.learn(Heads.of(status, HUB, field, value));

        pacer.awaitTurn(HUB, announced::add);

        List<Duration> waits = expected.equals("-") ? List.of() : List.of(Duration.ofSeconds(Long.parseLong(expected)));
        assertThat(time.waits()).isEqualTo(waits);
        assertThat(announced).isEqualTo(waits);
    }

    @Test
    void takesTheWindowOfThePolicyWhereTheResetIsNotTold() {
        assertThat(RateLimit.holdBack(Heads.headers(
                        "RateLimit", "\"api\";r=0", "RateLimit-Policy", "\"pages\";q=1;w=9, \"api\";q=500;w=300")))
                .containsExactly(Map.entry("api", Duration.ofSeconds(301)));
    }

    @Test
    void countsADateFromTheServersOwnClock() {
        assertThat(RetryAfter.of(
                        Heads.headers(
                                "Retry-After",
                                "Fri, 02 Jan 2026 09:00:20 GMT",
                                "Date",
                                "Fri, 02 Jan 2026 09:00:00 GMT"),
                        ManualTime.START))
                .contains(Duration.ofSeconds(20));
    }

    @Test
    void holdsBackThatOriginOnly() throws Exception {
        pacer.learn(Heads.of(429, HUB, "Retry-After", "7"));

        pacer.awaitTurn(URI.create("https://cdn.example/"), announced::add);

        assertThat(time.waits()).isEmpty();
    }

    @Test
    void anEmptyBucketHoldsBackOnlyCallsThatAreCountedInIt() throws Exception {
        pacer.learn(Heads.of(200, FILE, "RateLimit", "\"resolvers\";r=9;t=200"));
        pacer.learn(Heads.of(200, HUB, "RateLimit", "\"api\";r=0;t=55"));

        pacer.awaitTurn(FILE, announced::add);
        assertThat(time.waits()).isEmpty();

        pacer.awaitTurn(URI.create("https://hub.example/api/models/org/other"), announced::add);
        assertThat(time.waits()).containsExactly(Duration.ofSeconds(56));
    }

    @Test
    void aWaitWithoutABucketHoldsBackTheWholeOrigin() throws Exception {
        pacer.learn(Heads.of(429, HUB, "Retry-After", "7"));

        pacer.awaitTurn(FILE, announced::add);

        assertThat(time.waits()).containsExactly(Duration.ofSeconds(7));
    }

    @Test
    void waitsOnceForOneAnswer() throws Exception {
        pacer.learn(Heads.of(429, HUB, "Retry-After", "7"));
        pacer.awaitTurn(HUB, announced::add);
        pacer.awaitTurn(HUB, announced::add);

        assertThat(time.waits()).containsExactly(Duration.ofSeconds(7));
    }

    @Test
    void keepsTheLongerOfTwoWaits() throws Exception {
        pacer.learn(Heads.of(429, HUB, "Retry-After", "70"));
        pacer.learn(Heads.of(429, HUB, "Retry-After", "7"));
        pacer.awaitTurn(HUB, announced::add);

        assertThat(time.waits()).containsExactly(Duration.ofSeconds(70));
    }

    @Test
    void honoursTheLongestWaitAndRefusesALongerOneAtOnce() throws Exception {
        pacer.learn(Heads.of(429, HUB, "Retry-After", "600"));
        pacer.awaitTurn(HUB, announced::add);
        assertThat(time.waits()).containsExactly(Duration.ofSeconds(600));

        pacer.learn(Heads.of(429, HUB, "Retry-After", "3600"));
        assertThatThrownBy(() -> pacer.awaitTurn(HUB, announced::add))
                .isInstanceOfSatisfying(
                        VenomException.class,
                        failure -> assertThat(failure.code()).isEqualTo(ErrorCode.RATE_LIMITED))
                .hasMessage("https://hub.example:443 asks to wait 3600 s before the next call");
        assertThat(time.waits()).hasSize(1);
    }

    @Test
    void endsTheWaitWhenInterrupted() {
        RateLimitPacer real = new RateLimitPacer(time, Sleeper.realTime());
        real.learn(Heads.of(429, HUB, "Retry-After", "500"));
        Thread.currentThread().interrupt();

        assertThatThrownBy(() -> real.awaitTurn(HUB, announced::add)).isInstanceOf(InterruptedException.class);
    }
}
