package dev.venom.runtime.provider.hf.internal.hub;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.venom.runtime.api.error.ErrorCode;
import dev.venom.runtime.api.error.VenomException;
import dev.venom.runtime.api.model.RelativePath;
import dev.venom.runtime.provider.hf.internal.repository.RepoId;
import dev.venom.runtime.spi.Settings;
import dev.venom.runtime.spi.transport.Credential;
import dev.venom.runtime.spi.transport.Headers;
import dev.venom.runtime.spi.transport.Origin;
import dev.venom.runtime.spi.transport.ReplyHead;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Addresses, tokens and pages, without a server. */
class HubAccessTest {
    private static final String COMMIT = "0".repeat(40);

    @TempDir
    Path home;

    private final Map<String, String> variables = new HashMap<>();

    private HubAccess access() {
        variables.putIfAbsent("HOME", home.toString());
        return HubAccess.of(new Settings() {
            @Override
            public Path cacheDirectory() {
                return home;
            }

            @Override
            public Optional<String> value(String name) {
                return Optional.ofNullable(variables.get(name));
            }
        });
    }

    private Optional<String> authorization() {
        return access().credential().map(Credential::authorization);
    }

    @Test
    void asksTheRealHubByDefault() {
        assertThat(access().endpoint()).hasToString("https://huggingface.co");
        assertThat(authorization()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "http://mirror:8080/hub/, a b.txt, http://mirror:8080/hub/o/m/resolve/" + "%s" + "/a%%20b.txt",
        "http://mirror///, d/ü#?%%.txt, http://mirror/o/m/resolve/%s/d/%%C3%%BC%%23%%3F%%25.txt",
    })
    void encodesNamesButNotTheirSlashes(String endpoint, String path, String expected) {
        variables.put("HF_ENDPOINT", endpoint);
        URI address = access().endpoint().file(new RepoId("o/m"), COMMIT, RelativePath.of(path.replace("%%", "%")));

        assertThat(address).hasToString(String.format(expected, COMMIT));
    }

    @Test
    void encodesRevisionsWhole() {
        assertThat(access().endpoint().revision(new RepoId("o/m"), "refs/pr/1").getRawPath())
                .endsWith("/api/models/o/m/revision/refs%2Fpr%2F1");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"huggingface.co", "ftp://x", "http://user:secret@x", "http://x?a=b", "http://", "http://x y"})
    void refusesWhatIsNoEndpointWithoutShowingIt(String endpoint) {
        variables.put("HF_ENDPOINT", endpoint);

        assertThatThrownBy(this::access)
                .isInstanceOfSatisfying(
                        VenomException.class,
                        failure -> assertThat(failure.code()).isEqualTo(ErrorCode.INVALID_REQUEST))
                .hasMessageContaining("HF_ENDPOINT")
                .hasMessageNotContaining("secret");
    }

    @Test
    void findsTheTokenWhereThePythonClientDoes() throws IOException {
        Path cache = Files.createDirectories(home.resolve(".cache/huggingface"));
        Files.writeString(cache.resolve("token"), "hf_default\r\n");
        assertThat(authorization()).contains("Bearer hf_default");

        Path other = Files.createDirectories(home.resolve("other"));
        Files.writeString(other.resolve("token"), "hf_home");
        variables.put("HF_HOME", "~/other");
        assertThat(authorization()).contains("Bearer hf_home");

        variables.put("HF_TOKEN_PATH", home.resolve("absent").toString());
        assertThat(authorization()).isEmpty();

        variables.put("HUGGING_FACE_HUB_TOKEN", "hf_old");
        assertThat(authorization()).contains("Bearer hf_old");

        variables.put("HF_TOKEN", "hf_new");
        assertThat(authorization()).contains("Bearer hf_new");

        variables.put("HF_HUB_DISABLE_IMPLICIT_TOKEN", "1");
        assertThat(authorization()).isEmpty();
    }

    @Test
    void bindsTheTokenToTheEndpointsOrigin() {
        variables.put("HF_ENDPOINT", "http://mirror:8080/hub");
        variables.put("HF_TOKEN", "hf_x");

        assertThat(access().credential().map(Credential::origin)).contains(new Origin("http", "mirror", 8080));
    }

    @Test
    void refusesATokenThatCouldBreakAHeader() {
        variables.put("HF_TOKEN", "hf_x\nX-Evil: 1");

        assertThatThrownBy(this::access).isInstanceOf(VenomException.class).hasMessageNotContaining("hf_x");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "<http://hub/api/models?cursor=a>; rel=\"next\" | http://hub/api/models?cursor=a",
                "<http://hub/p>; rel=\"prev\", <http://hub/n>; rel=\"next\" | http://hub/n",
                "</api/models?cursor=b>; rel=next | http://hub/api/models?cursor=b",
                "<?cursor=c>; rel='next' | http://hub/api/models?cursor=c",
                "<http://evil/api/models?cursor=d>; rel=\"next\" | http://hub/api/models?cursor=d",
                "<https://hub/api/models?cursor=e>; Rel=\"prev Next\" | http://hub/api/models?cursor=e",
                "<https://hf_mirror:8443/api/models?cursor=f>; title=\"a, b; c\"; rel=next | http://hub/api/models?cursor=f",
                "<http://hub/api/models?cursor=a b{}>; rel=next | http://hub/api/models?cursor=a%20b%7B%7D",
                "<http://hub/p>; rel=\"prev\" |",
                "<http://hub/p>; rel=\"nextprev\" |",
                "<http://hub/p>; rel=\"prev\"; title=\"rel=next\" |",
            })
    void asksTheEndpointForEveryNextPage(String link, String expected) throws Exception {
        variables.put("HF_ENDPOINT", "http://hub");

        assertThat(next(link)).isEqualTo(Optional.ofNullable(expected));
    }

    @ParameterizedTest
    @CsvSource({
        "https://huggingface.co/api/models?cursor=a, http://hub/hf/api/models?cursor=a",
        "http://hub/hf/api/models?cursor=b, http://hub/hf/api/models?cursor=b",
        "/api/models?cursor=c, http://hub/hf/api/models?cursor=c",
        "http://other/hf/api/models?cursor=d, http://hub/hf/api/models?cursor=d"
    })
    void keepsTheEndpointsOwnPathBeforeIt(String target, String expected) throws Exception {
        variables.put("HF_ENDPOINT", "http://hub/hf/");

        assertThat(next("<" + target + ">; rel=\"next\"")).contains(expected);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"<http://[hub/api>; rel=next", "http://hub/api/models; rel=next", "<http://hub/a; rel=next"})
    void takesNoNextPageThatItCannotReadForTheLast(String link) {
        variables.put("HF_ENDPOINT", "http://hub");

        assertThatThrownBy(() -> next(link)).isInstanceOf(UnfinishedListingException.class);
    }

    private Optional<String> next(String link) throws UnfinishedListingException {
        ReplyHead head =
                new ReplyHead(200, Headers.of(Map.of("Link", List.of(link))), URI.create("http://hub/api/models"));
        return NextPage.of(head, access().endpoint()).map(URI::toString);
    }
}
