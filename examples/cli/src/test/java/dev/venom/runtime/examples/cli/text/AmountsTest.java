package dev.venom.runtime.examples.cli.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AmountsTest {
    @ParameterizedTest
    @CsvSource({
        "0, 0 B",
        "999, 999 B",
        "1000, 1.0 kB",
        "1250, 1.3 kB",
        "99949, 99.9 kB",
        "99950, 100 kB",
        "999499, 999 kB",
        "999500, 1.0 MB",
        "5123456789, 5.1 GB",
        "-5123456789, -5.1 GB",
        "9223372036854775807, 9223 PB"
    })
    void showsSizesInUnitsOfAThousand(long bytes, String text) {
        assertThat(Amounts.bytes(bytes)).isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource({"270, 270", "270000000, 270M", "2506172416, 2.5B"})
    void showsCountsAsModelsAreNamed(long count, String text) {
        assertThat(Amounts.count(count)).isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource({"0, 0s", "59, 59s", "60, 1m00s", "125, 2m05s", "3600, 1h00m", "7325, 2h02m"})
    void showsTimesShort(long seconds, String text) {
        assertThat(Amounts.time(Duration.ofSeconds(seconds))).isEqualTo(text);
    }
}
