package dev.venom.runtime.api.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.venom.runtime.api.error.ErrorCode;
import dev.venom.runtime.api.error.VenomException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DigestTest {
    private static final String SHA256 = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";
    private static final String GIT_SHA1 = "e69de29bb2d1d6434b8b29ae775ad8c2e48c5391";

    @Test
    void namesItsAlgorithm() {
        assertThat(Digest.sha256(SHA256)).hasToString("sha256:" + SHA256);
        assertThat(Digest.gitSha1(GIT_SHA1)).hasToString("git_sha1:" + GIT_SHA1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                GIT_SHA1,
                "E3B0C44298FC1C149AFBF4C8996FB92427AE41E4649B934CA495991B7852B855",
                "../../../../../../../../../../../../../../../../../../etc/passwd",
                "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b85\n",
                "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b85",
                "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b8555"
            })
    void refusesEverythingThatIsNoFileNameOfItsForm(String hex) {
        assertThatThrownBy(() -> Digest.sha256(hex))
                .isInstanceOfSatisfying(
                        VenomException.class,
                        refused -> assertThat(refused.code()).isEqualTo(ErrorCode.PROVIDER_UNAVAILABLE));
    }
}
