package dev.venom.runtime.testbed.hub;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.venom.runtime.testbed.hub.fault.ActiveFaults;
import dev.venom.runtime.testbed.hub.fault.Fault;
import dev.venom.runtime.testbed.hub.fault.FaultRule;
import dev.venom.runtime.testbed.hub.fault.FaultScript;
import dev.venom.runtime.testbed.hub.wire.Headers;
import dev.venom.runtime.testbed.hub.wire.Origin;
import dev.venom.runtime.testbed.hub.wire.Request;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Which requests a fault strikes. */
class FaultScriptTest {

    private static final Fault FAULT = Fault.status(503);

    private final FaultScript script = new FaultScript();

    @Test
    void strikesTheNextTimesOnly() {
        FaultRule rule = script.on("/a").next(2, FAULT);

        assertThat(struck("/a", 4)).containsExactly(true, true, false, false);
        assertThat(rule.hits()).isEqualTo(2);
        assertThat(rule.attempts()).isEqualTo(4);
    }

    @Test
    void strikesFromAnAttemptOn() {
        script.on("/a").fromAttempt(3, FAULT);

        assertThat(struck("/a", 4)).containsExactly(false, false, true, true);
    }

    @Test
    void strikesBetweenTwoAttempts() {
        script.on("/a").between(2, 3, FAULT);

        assertThat(struck("/a", 4)).containsExactly(false, true, true, false);
    }

    @Test
    void strikesNoMoreWhenRemoved() {
        FaultRule rule = script.on("/a").always(FAULT);
        rule.remove();

        assertThat(struck("/a", 1)).containsExactly(false);
    }

    @Test
    void countsNoOtherRequests() {
        script.on("/a").fromAttempt(2, FAULT);

        assertThat(struck("/b", 2)).containsExactly(false, false);
        assertThat(struck("/a", 2)).containsExactly(false, true);
    }

    @Test
    void oneStarStopsAtASlash() {
        script.on("/a/*/c").always(FAULT);

        assertThat(struck("/a/b/c", 1)).containsExactly(true);
        assertThat(struck("/a/b/b/c", 1)).containsExactly(false);
    }

    @Test
    void twoStarsDoNot() {
        script.on("/a/**").always(FAULT);

        assertThat(struck("/a/b/c.(1)", 1)).containsExactly(true);
        assertThat(struck("/b/a/c", 1)).containsExactly(false);
    }

    @Test
    void narrowsByMethodRangeAndOrigin() {
        script.onCdn("/a").method("GET").ranged().always(FAULT);
        Headers range = Headers.none().with("Range", "bytes=0-");

        assertThat(strike(new Request(Origin.CDN, 1, "GET", "/a", range, ""))).hasSize(1);
        assertThat(strike(new Request(Origin.HUB, 1, "GET", "/a", range, ""))).isEmpty();
        assertThat(strike(new Request(Origin.CDN, 1, "HEAD", "/a", range, ""))).isEmpty();
        assertThat(strike(new Request(Origin.CDN, 1, "GET", "/a", Headers.none(), "")))
                .isEmpty();
    }

    @Test
    void refusesAttemptZero() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> script.on("/a").fromAttempt(0, FAULT))
                .withMessageContaining("from 1");
    }

    private List<Boolean> struck(String path, int times) {
        return IntStream.range(0, times)
                .mapToObj(i -> !strike(new Request(Origin.HUB, 1, "GET", path, Headers.none(), ""))
                        .isEmpty())
                .toList();
    }

    private List<Fault> strike(Request request) {
        ActiveFaults active = script.strike(request);
        return active.faults();
    }
}
