package dev.venom.runtime.core.internal.monitor;

import static dev.venom.runtime.api.runtime.RuntimeState.DEGRADED;
import static dev.venom.runtime.api.runtime.RuntimeState.OFFLINE;
import static dev.venom.runtime.api.runtime.RuntimeState.ONLINE;
import static dev.venom.runtime.api.runtime.RuntimeState.STARTING;
import static org.assertj.core.api.Assertions.assertThat;

import dev.venom.runtime.api.runtime.RuntimeState;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Letters stand for looks: small ones for what may pass by itself, capital ones for facts, and a dot for nothing. */
class StateTrackerTest {
    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

    @ParameterizedTest(name = "{0} shows {1}: {2}")
    @CsvSource(textBlock = """
            ooo,         OOO,         steady
            odo,         OOO,         one failed look does not show
            oddo,        OOOO,        nor do two
            oddd,        OOOD,        three in a row do
            oddoddoddo,  OOOOOOOOOO,  nor does any number of them that don't follow each other
            odododododo, OOOOOOOOOOO, a flapping runtime does not flicker
            odfd,        OOOD,        it matters that it is not well and not in which way
            oD,          OD,          a fact shows at once
            oF,          OF,          so does the end of the process
            oddD,        OOOD,        also after doubts
            ddo,         DDD,         recovery needs two
            ddoo,        DDDO,        and shows then
            ddodoo,      DDDDDO,      two in a row
            dO,          DO,          a token proves it at once
            so,          SO,          a start is over with the first answer
            Sod,         SOO,         and begins a patient life
            fo,          FO,          what was away is back at once
            o...,        OOOO,        nothing learnt changes nothing
            od.d.d,      OOOOOD,      and takes no doubt away
            """)
    void shows(String looks, String expected, String why) {
        StateTracker tracker = new StateTracker();
        StringBuilder shown = new StringBuilder();
        for (char look : looks.toCharArray()) {
            shown.append(letter(tracker.follow(assessment(look), START).state()));
        }

        assertThat(shown.toString()).as(why).isEqualTo(expected);
    }

    @Test
    void beginsAStateWhenItShowsAndKeepsTheBeginning() {
        StateTracker tracker = new StateTracker();
        Instant running = START.minusSeconds(3600);
        List<Instant> since = new ArrayList<>();
        since.add(tracker.follow(apparent(ONLINE, running), START).since());
        since.add(
                tracker.follow(apparent(ONLINE, running), START.plusSeconds(5)).since());
        since.add(tracker.follow(certain(DEGRADED, running), START.plusSeconds(10))
                .since());
        since.add(tracker.follow(certain(OFFLINE, START.plusSeconds(13)), START.plusSeconds(15))
                .since());

        assertThat(since).containsExactly(running, running, START.plusSeconds(10), START.plusSeconds(13));
    }

    @Test
    void takesANewReasonWithoutANewBeginning() {
        StateTracker tracker = new StateTracker();
        tracker.follow(Assessment.certain(DEGRADED, "first"), START);
        StateTracker.Shown shown = tracker.follow(Assessment.certain(DEGRADED, "second"), START.plusSeconds(9));

        assertThat(shown.reason()).isEqualTo("second");
        assertThat(shown.since()).isEqualTo(START);
    }

    private static Assessment assessment(char look) {
        if (look == '.') {
            return new Assessment(STARTING, "nothing", Assessment.Weight.NOTHING, Optional.empty());
        }
        RuntimeState state = switch (Character.toLowerCase(look)) {
            case 'o' -> ONLINE;
            case 'd' -> DEGRADED;
            case 's' -> STARTING;
            default -> OFFLINE;
        };
        return Character.isUpperCase(look)
                ? Assessment.certain(state, state.name())
                : Assessment.apparent(state, state.name());
    }

    private static Assessment apparent(RuntimeState state, Instant since) {
        return new Assessment(state, state.name(), Assessment.Weight.APPARENT, Optional.of(since));
    }

    private static Assessment certain(RuntimeState state, Instant since) {
        return Assessment.certain(state, state.name(), Optional.of(since));
    }

    private static char letter(RuntimeState state) {
        return state == OFFLINE ? 'F' : state.name().charAt(0);
    }
}
