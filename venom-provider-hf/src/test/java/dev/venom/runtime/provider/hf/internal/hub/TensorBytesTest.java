package dev.venom.runtime.provider.hf.internal.hub;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class TensorBytesTest {
    private final TensorBytes bytes = new TensorBytes();

    @Test
    void addsUpTypesOfEverySize() {
        bytes.add("BF16", OptionalLong.of(1_000));
        bytes.add("U8", OptionalLong.of(500));
        bytes.add("F4", OptionalLong.of(500));
        bytes.add("C64", OptionalLong.of(10));
        bytes.add("F6_E2M3", OptionalLong.of(80));

        assertThat(bytes.total()).hasValue(2_000 + 500 + 250 + 80 + 60);
    }

    @Test
    void saysNothingWhereOneTypeIsNotKnown() {
        bytes.add("BF16", OptionalLong.of(1_000));
        bytes.add("F2_NEW", OptionalLong.of(1));

        assertThat(bytes.total()).isEmpty();
    }

    @Test
    void saysNothingWhereANumberCannotBeOne() {
        bytes.add("F32", OptionalLong.of(Long.MAX_VALUE));

        assertThat(bytes.total()).isEmpty();
    }
}
