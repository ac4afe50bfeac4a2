package dev.venom.runtime.spi.transport;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class HeadersTest {
    private static final Headers HEADERS = Headers.of(Map.of(
            "Content-Length", List.of(" 42 "), "x-linked-size", List.of("many"), "Link", List.of("first", "second")));

    @Test
    void findsFieldsInAnyCase() {
        assertThat(HEADERS.first("LINK")).contains("first");
        assertThat(HEADERS.all("link")).containsExactly("first", "second");
        assertThat(HEADERS.first("ETag")).isEmpty();
        assertThat(HEADERS.all("ETag")).isEmpty();
    }

    @Test
    void readsCounts() {
        assertThat(HEADERS.number("content-length")).hasValue(42);
        assertThat(HEADERS.number("X-Linked-Size")).isEmpty();
        assertThat(HEADERS.number("ETag")).isEmpty();
    }

    @Test
    void doesNotChangeWithItsSource() {
        List<String> values = new ArrayList<>(List.of("a"));
        Headers headers = Headers.of(Map.of("X", values));

        values.add("b");

        assertThat(headers.all("X")).containsExactly("a");
    }
}
