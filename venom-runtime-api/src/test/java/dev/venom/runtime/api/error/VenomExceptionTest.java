package dev.venom.runtime.api.error;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class VenomExceptionTest {
    @Test
    void isAValueAndBack() {
        Failure failure = new Failure(ErrorCode.GATED, "The terms were not accepted.", "Accept them.");

        VenomException exception = failure.toException();

        assertThat(exception.code()).isEqualTo(ErrorCode.GATED);
        assertThat(exception).hasMessage("The terms were not accepted.");
        assertThat(exception.hint()).isEqualTo("Accept them.");
        assertThat(exception.failure()).isEqualTo(failure);
    }

    @Test
    void keepsItsCause() {
        IllegalStateException cause = new IllegalStateException("cause");

        assertThat(new VenomException(ErrorCode.INTERNAL, "It failed.", "", cause))
                .hasCause(cause);
    }

    @Test
    void showsCodeAndHintWhereItIsPrinted() {
        assertThat(new VenomException(ErrorCode.DISK_FULL, "There is no room.", "Free some."))
                .hasToString(VenomException.class.getName() + ": DISK_FULL: There is no room. Free some.");
    }
}
