package dev.venom.runtime.examples.cli.console;

import static org.assertj.core.api.Assertions.assertThat;

import dev.venom.runtime.api.error.ErrorCode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class ExitCodesTest {
    @ParameterizedTest
    @CsvSource({
        "INVALID_REQUEST, 2",
        "CONFIRMATION_REQUIRED, 3",
        "MODEL_NOT_FOUND, 4",
        "REVISION_NOT_FOUND, 4",
        "RUNTIME_NOT_FOUND, 4",
        "NOT_INSTALLED, 4",
        "QUOTA_EXCEEDED, 5",
        "DISK_FULL, 5",
        "INCOMPATIBLE, 5",
        "UNSAFE_FORMAT, 5",
        "MODEL_IN_USE, 5",
        "RUNTIME_BUSY, 5",
        "CANCELLED, 130"
    })
    void tellsFailuresApartThatAScriptHandlesApart(ErrorCode code, int status) {
        assertThat(ExitCodes.of(code)).isEqualTo(status);
    }

    @ParameterizedTest
    @EnumSource(
            mode = EnumSource.Mode.EXCLUDE,
            names = {
                "INVALID_REQUEST",
                "CONFIRMATION_REQUIRED",
                "MODEL_NOT_FOUND",
                "REVISION_NOT_FOUND",
                "RUNTIME_NOT_FOUND",
                "NOT_INSTALLED",
                "QUOTA_EXCEEDED",
                "DISK_FULL",
                "INCOMPATIBLE",
                "UNSAFE_FORMAT",
                "MODEL_IN_USE",
                "RUNTIME_BUSY",
                "CANCELLED"
            })
    void everyOtherFailureIsOne(ErrorCode code) {
        assertThat(ExitCodes.of(code)).isEqualTo(1);
    }
}
