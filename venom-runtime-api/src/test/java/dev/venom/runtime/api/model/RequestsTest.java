package dev.venom.runtime.api.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.venom.runtime.api.error.ErrorCode;
import dev.venom.runtime.api.error.VenomException;
import dev.venom.runtime.api.model.InstallRequest.Route;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RequestsTest {
    private static final ModelRef REF = ModelRef.of("hf", "org/name");

    @Test
    void anInstallAllowsNothingUnlessItIsTold() {
        InstallRequest request = InstallRequest.of(REF);

        assertThat(request.largeConfirmed()).isFalse();
        assertThat(request.unsafeAllowed()).isFalse();
        assertThat(request.incompatibleAllowed()).isFalse();
        assertThat(request.insecure()).isFalse();
        assertThat(request.include()).isEmpty();
        assertThat(request.route()).isEmpty();
    }

    @Test
    void anInstallKeepsEveryOptionWhenItIsCopied() {
        InstallRequest request = InstallRequest.builder(REF)
                .include("*.json")
                .exclude("*.onnx")
                .runtime("vllm")
                .via(Route.REGISTRY)
                .confirmLarge()
                .allowUnsafe()
                .allowIncompatible()
                .allowInsecure()
                .build();

        InstallRequest copy = request.toBuilder().build();

        assertThat(copy).isEqualTo(request).hasSameHashCodeAs(request).isNotEqualTo(InstallRequest.of(REF));
        assertThat(copy.include()).containsExactly("*.json");
        assertThat(copy.exclude()).containsExactly("*.onnx");
        assertThat(copy.runtime()).contains("vllm");
        assertThat(copy.route()).contains(Route.REGISTRY);
        assertThat(copy.largeConfirmed() && copy.unsafeAllowed() && copy.incompatibleAllowed() && copy.insecure())
                .isTrue();
    }

    @Test
    void anInstallDoesNotChangeWithItsBuilder() {
        InstallRequest.Builder builder = InstallRequest.builder(REF);
        InstallRequest before = builder.build();

        builder.include("*").allowUnsafe();

        assertThat(before).isEqualTo(InstallRequest.of(REF));
    }

    @ParameterizedTest
    @ValueSource(ints = {Integer.MIN_VALUE, -1, 0, 1_001, Integer.MAX_VALUE})
    void aSearchRefusesALimitOutOfRange(int limit) {
        assertThatThrownBy(() -> new SearchRequest("text", Optional.empty(), Optional.empty(), limit))
                .isInstanceOfSatisfying(
                        VenomException.class,
                        refused -> assertThat(refused.code()).isEqualTo(ErrorCode.INVALID_REQUEST));
    }

    @Test
    void aSearchMovesToOneProvider() {
        assertThat(SearchRequest.of("gemma").in("hf"))
                .isEqualTo(new SearchRequest("gemma", Optional.of("hf"), Optional.empty(), 20));
    }

    @Test
    void aVerificationReportsUnlessItIsToldToRepair() {
        assertThat(VerifyRequest.of(REF).onDamage()).isEqualTo(VerifyRequest.OnDamage.REPORT);
        assertThat(VerifyRequest.all().repairing().onDamage()).isEqualTo(VerifyRequest.OnDamage.REPAIR);
        assertThat(VerifyRequest.of(REF).repairing().ref()).contains(REF);
    }
}
