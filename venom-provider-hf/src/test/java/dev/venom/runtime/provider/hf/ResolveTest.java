package dev.venom.runtime.provider.hf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.venom.runtime.api.error.ErrorCode;
import dev.venom.runtime.api.error.VenomException;
import dev.venom.runtime.api.model.InstallRequest;
import dev.venom.runtime.api.model.ModelFormat;
import dev.venom.runtime.api.model.ModelRef;
import dev.venom.runtime.api.model.SearchRequest;
import dev.venom.runtime.api.model.Verdict;
import dev.venom.runtime.spi.provider.RemoteModel;
import dev.venom.runtime.spi.testkit.ProviderHost;
import dev.venom.runtime.testbed.hub.LocalHub;
import dev.venom.runtime.testbed.hub.content.Content;
import dev.venom.runtime.testbed.hub.fault.AnswerFault;
import dev.venom.runtime.testbed.hub.fault.Fault;
import dev.venom.runtime.testbed.hub.repository.Access;
import dev.venom.runtime.testbed.hub.repository.HubRepository;
import dev.venom.runtime.testbed.hub.repository.RepositoryBuilder;
import dev.venom.runtime.testbed.hub.wire.Origin;
import dev.venom.runtime.testbed.hub.wire.Request;
import dev.venom.runtime.testbed.hub.wire.Response;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the Hub says, and what is made of it before the first byte. */
class ResolveTest {
    private static final String MEMBER = "hf_member";
    private static final String STRANGER = "hf_stranger";

    private final HuggingFaceProvider provider = new HuggingFaceProvider();

    @TempDir
    Path directory;

    private LocalHub hub;
    private ProviderHost host;

    private static RepositoryBuilder model(String id) {
        return HubRepository.named(id)
                .file("config.json", "{\"architectures\":[\"LlamaForCausalLM\"]}")
                .file("model.safetensors", Content.safetensors(10_000, 1));
    }

    @BeforeEach
    void open() {
        hub = LocalHub.builder()
                .repository(model("org/open").license("apache-2.0"))
                .repository(model("org/gated").access(Access.GATED_MANUAL))
                .repository(model("org/private").access(Access.PRIVATE))
                .repository(model("org/disabled").access(Access.DISABLED))
                .account("member", MEMBER, "org/gated", "org/private")
                .account("stranger", STRANGER)
                .treePage(1)
                .start();
        host = TestHosts.at(directory.resolve("models"), hub.url());
    }

    @AfterEach
    void close() {
        host.close();
        hub.close();
    }

    private RemoteModel resolve(String ref) {
        return provider.resolve(InstallRequest.of(ModelRef.parse(ref)), host);
    }

    private VenomException failure(String ref) {
        VenomException failure = catchThrowableOfType(VenomException.class, () -> resolve(ref));
        assertThat(failure).isNotNull();
        return failure;
    }

    private static Verdict verdict(RemoteModel model, String check) {
        return model.verdicts().stream()
                .filter(verdict -> verdict.check().equals(check))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void pinsTheCommitAndReadsEveryPageOfTheListing() {
        RemoteModel model = resolve("hf:org/open");

        assertThat(model.ref()).isEqualTo(ModelRef.parse("hf:org/open@main"));
        assertThat(model.commit()).isEqualTo(hub.repository("org/open").head().id());
        assertThat(model.files())
                .hasSameSizeAs(hub.repository("org/open").head().files().keySet());
        assertThat(model.description().format()).isEqualTo(ModelFormat.SAFETENSORS);
        assertThat(model.description().license()).contains("apache-2.0");
        assertThat(model.origin()).contains(URI.create(hub.url() + "/org/open"));
    }

    @Test
    void missingAndPrivateAreTheSameAndHintAtTheToken() {
        for (String ref : List.of("hf:org/missing", "hf:org/private")) {
            assertThat(failure(ref).code()).isEqualTo(ErrorCode.MODEL_NOT_FOUND);
            assertThat(failure(ref).hint()).contains("HF_TOKEN");
        }
        host.with("HF_TOKEN", STRANGER);
        assertThat(failure("hf:org/private").code()).isEqualTo(ErrorCode.MODEL_NOT_FOUND);
    }

    @Test
    void unknownRevisionIsToldFromUnknownModel() {
        assertThat(failure("hf:org/open@nope").code()).isEqualTo(ErrorCode.REVISION_NOT_FOUND);
        assertThat(failure("hf:org/open@" + "0".repeat(40)).code()).isEqualTo(ErrorCode.REVISION_NOT_FOUND);
    }

    @Test
    void rejectedTokenIsUnauthorizedAndNeverShown() {
        host.with("HF_TOKEN", "hf_wrong");

        VenomException failure = failure("hf:org/open");

        assertThat(failure.code()).isEqualTo(ErrorCode.UNAUTHORIZED);
        assertThat(failure.getMessage() + failure.hint()).doesNotContain("hf_wrong");
    }

    @Test
    void disabledModelSaysSo() {
        assertThat(failure("hf:org/disabled")).hasMessageContaining("disabled");
    }

    @Test
    void gateRefusesInThePlanWithAndWithoutToken() {
        Verdict anonymous = verdict(resolve("hf:org/gated"), "gate");
        host.with("HF_TOKEN", STRANGER);
        Verdict stranger = verdict(resolve("hf:org/gated"), "gate");

        assertThat(anonymous.refusal()).contains(ErrorCode.GATED);
        assertThat(anonymous.detail()).contains(hub.url() + "/org/gated").contains("set HF_TOKEN");
        assertThat(stranger.refusal()).contains(ErrorCode.GATED);
        assertThat(stranger.detail()).contains(hub.url() + "/org/gated").contains("no access");
    }

    @Test
    void gateIsSeenThroughACommitAsWell() {
        String commit = hub.repository("org/gated").head().id();

        assertThat(verdict(resolve("hf:org/gated@" + commit), "gate").refusal()).contains(ErrorCode.GATED);
    }

    @Test
    void gateOpensForAMember() {
        host.with("HF_TOKEN", MEMBER);

        RemoteModel model = resolve("hf:org/gated");
        model.install(host);

        assertThat(verdict(model, "gate").result()).isEqualTo(Verdict.Result.OK);
        assertThat(host.fetched()).contains("model.safetensors");
        assertThat(hub.requests().to(Origin.CDN)).isNotEmpty().noneMatch(request -> request.authorized());
    }

    @Test
    void theHubsOwnSentenceStandsBesideOurs() {
        String sentence = "Please enable access to public gated repositories in your fine-grained token settings.";
        host.with("HF_TOKEN", MEMBER);
        hub.faults().onHub("**/resolve/**").always(Fault.status(403, "GatedRepo", sentence));
        assertThat(verdict(resolve("hf:org/gated"), "gate").detail())
                .contains(sentence)
                .contains(hub.url() + "/org/gated");

        hub.faults().clear();
        hub.faults().onHub("/api/**").always(Fault.status(403, "", sentence));
        VenomException failure = failure("hf:org/open");
        assertThat(failure.code()).isEqualTo(ErrorCode.UNAUTHORIZED);
        assertThat(failure).hasMessageContaining(sentence);
    }

    @Test
    void theHubsSentenceBringsNoSecretAndNoControlCharacter() {
        host.with("HF_TOKEN", MEMBER);
        String said = "Token " + MEMBER
                + " and hf_abcdefgh\\u001b[31m may not;\\u0007 see https://u:p@hub.example/x?sig=secret";
        hub.faults()
                .onHub("/api/**")
                .always(Fault.answer(Response.status(403)
                        .header("Content-Type", "application/json")
                        .body(Content.of("{\"error\": \"" + said + "\"}"))));

        assertThat(failure("hf:org/open").getMessage())
                .contains("may not;")
                .contains("https://hub.example/x")
                .doesNotContain(MEMBER)
                .doesNotContain("abcdefgh")
                .doesNotContain("secret")
                .doesNotContain("u:p")
                .doesNotContainPattern("\\p{Cntrl}");
    }

    @ParameterizedTest
    @ValueSource(ints = {403, 405, 404, 501})
    void aGateIsLookedForWithoutHeadWhereAProxyKnowsNone(int status) {
        host.with("HF_TOKEN", MEMBER);
        hub.faults().onHub("**/resolve/**").always((AnswerFault)
                (request, genuine) -> request.method().equals("HEAD")
                        ? Fault.status(status).answer(request, genuine)
                        : genuine.handle(request));

        assertThat(verdict(resolve("hf:org/gated"), "gate").result()).isEqualTo(Verdict.Result.OK);
    }

    @Test
    void installOfAGatedModelFailsWithTheNextStep() {
        assertThatThrownBy(() -> resolve("hf:org/gated").install(host))
                .isInstanceOfSatisfying(VenomException.class, failure -> {
                    assertThat(failure.code()).isEqualTo(ErrorCode.GATED);
                    assertThat(failure.hint()).contains(hub.url() + "/org/gated");
                });
    }

    @Test
    void tokenFileIsUsedUnlessDisabled() throws Exception {
        Path token = Files.writeString(directory.resolve("token"), MEMBER + "\n");
        host.with("HF_TOKEN_PATH", token.toString());
        assertThat(resolve("hf:org/private").files()).isNotEmpty();

        host.with("HF_HUB_DISABLE_IMPLICIT_TOKEN", "true");

        assertThat(failure("hf:org/private").code()).isEqualTo(ErrorCode.MODEL_NOT_FOUND);
    }

    @Test
    void whatIsNoHubIsUnavailable() {
        hub.faults().onHub("/api/**").next(1, Fault.captivePortal());
        VenomException portal = failure("hf:org/open");
        hub.faults().clear();
        hub.faults().onHub("/api/**").next(1, Fault.malformedJson());
        VenomException broken = failure("hf:org/open");

        assertThat(List.of(portal, broken)).allSatisfy(failure -> {
            assertThat(failure.code()).isEqualTo(ErrorCode.PROVIDER_UNAVAILABLE);
            assertThat(failure.hint()).contains("HF_ENDPOINT");
        });
    }

    @Test
    void proxiesThatKeepArtifactsPassNoCommitOn() {
        hub.faults().onHub("**/resolve/**").always(Fault.withoutHeader("X-Repo-Commit"));

        RemoteModel model = resolve("hf:org/open");
        model.install(host);

        assertThat(host.fetched()).contains("model.safetensors");
    }

    @Test
    void pageInPlaceOfAFileIsNotFromAHub() {
        hub.faults().onHub("**/resolve/**").always(Fault.captivePortal());

        assertThat(failure("hf:org/open").code()).isEqualTo(ErrorCode.PROVIDER_UNAVAILABLE);
    }

    @ParameterizedTest
    @ValueSource(ints = {404, 405, 403, 400, 501})
    void filesOfACommitAreTakenFromItsDescriptionWhereNothingIsListed(int status) {
        hub.faults().onHub("**/tree/**").always(Fault.status(status, "RepoNotFound", "Repository not found"));
        String commit = hub.repository("org/open").head().id();

        for (String ref : List.of("hf:org/open", "hf:org/open@" + commit)) {
            RemoteModel model = resolve(ref);
            model.install(host);

            assertThat(model.files())
                    .hasSameSizeAs(hub.repository("org/open").head().files().keySet());
        }
        assertThat(directory.resolve("models/hub/models--org--open/trees")).doesNotExist();
    }

    @Test
    void serverThatDescribesAModelAndListsNoFilesIsNotWithoutTheModel() {
        hub.faults().onHub("**/tree/**").always(Fault.status(404, "RepoNotFound", "Repository not found"));
        hub.faults().onHub("**/revision/**").always((AnswerFault) (request, genuine) -> genuine.handle(new Request(
                request.origin(),
                request.connection(),
                request.method(),
                request.target().replace("blobs=true", ""),
                request.headers(),
                request.body())));

        assertThat(failure("hf:org/open").code()).isEqualTo(ErrorCode.PROVIDER_UNAVAILABLE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"https://huggingface.co", "http://hf_mirror:8080", "https://127.0.0.1"})
    void pagesAreAskedOfTheEndpointWhateverHostTheyName(String elsewhere) {
        hub.faults()
                .onHub("**/tree/**")
                .always(links(link -> link.replace(hub.url().toString(), elsewhere)));
        hub.faults()
                .onHub("/api/models")
                .always(links(link -> link.replace(hub.url().toString(), elsewhere)));
        host.with("HF_TOKEN", MEMBER);

        assertThat(resolve("hf:org/open").files())
                .hasSameSizeAs(hub.repository("org/open").head().files().keySet());
        assertThat(provider.search(SearchRequest.of("org/"), host)).hasSizeGreaterThan(1);
    }

    @Test
    void listingThatCannotBeFollowedIsNoListing() {
        List<UnaryOperator<String>> broken = List.of(
                link -> link.replaceAll("cursor=[^>&]*", ""),
                link -> "<http://[>; rel=\"next\"",
                link -> "no address; rel=\"next\"");
        for (UnaryOperator<String> link : broken) {
            hub.faults().clear();
            hub.faults().onHub("**/tree/**").always(links(link));

            assertThat(failure("hf:org/open").code()).isEqualTo(ErrorCode.PROVIDER_UNAVAILABLE);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {403, 404, 410, 501})
    void listingThatBreaksOffIsNoListing(int status) {
        hub.faults().onHub("**/tree/**").fromAttempt(2, Fault.status(status));

        assertThat(failure("hf:org/open").code()).isEqualTo(ErrorCode.PROVIDER_UNAVAILABLE);
    }

    @Test
    void listingThatLacksAFileOfTheSameCommitIsNoListing() {
        hub.faults().onHub("**/tree/**").always(Fault.withoutHeader("Link"));
        String commit = hub.repository("org/open").head().id();

        assertThat(failure("hf:org/open").code()).isEqualTo(ErrorCode.PROVIDER_UNAVAILABLE);
        assertThat(failure("hf:org/open@" + commit)).hasMessageContaining("lacks");
    }

    private static AnswerFault links(UnaryOperator<String> change) {
        return (request, genuine) -> {
            Response response = genuine.handle(request);
            return response.headers()
                    .first("Link")
                    .map(link -> response.header("Link", change.apply(link)))
                    .orElse(response);
        };
    }

    @ParameterizedTest
    @ValueSource(strings = {"**/revision/**", "/api/**"})
    void hugeAnswersEndEarly(String path) {
        hub.faults().onHub(path).always(Fault.hugeJson(100_000_000));

        assertThat(failure("hf:org/open").code()).isEqualTo(ErrorCode.PROVIDER_UNAVAILABLE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"../../evil", "/etc/evil", "C:\\evil", "a/../../evil", "config.json/evil"})
    void hostileNamesRefuseTheModel(String name) {
        hub.faults().onHub("**/tree/**").always(Fault.extraTreeEntry(name));

        assertThat(failure("hf:org/open").code()).isEqualTo(ErrorCode.UNSAFE_FORMAT);
    }

    @Test
    void endpointMayEndInASlash() {
        host.with("HF_ENDPOINT", hub.url() + "/");

        assertThat(resolve("hf:org/open").files()).isNotEmpty();
    }

    @Test
    void renamedModelIsFollowed() {
        hub.repositories().renamed("org/former", "org/open");

        assertThat(resolve("hf:org/former").files()).isNotEmpty();
    }

    @Test
    void aQuantizationBehindTheNameChoosesFilesOfTheSameModel() {
        hub.repositories()
                .add(HubRepository.named("org/quants")
                        .file("m-Q4_K_M.gguf", Content.pseudoRandom(1_000, 1))
                        .file("m-Q8_0.gguf", Content.pseudoRandom(2_000, 2))
                        .build());
        InstallRequest asked = InstallRequest.of(ModelRef.parse("hf:org/quants:q8_0@main"));

        InstallRequest canonical = provider.canonical(asked);
        RemoteModel model = provider.resolve(canonical, host);

        assertThat(canonical.ref()).isEqualTo(ModelRef.parse("hf:org/quants@main"));
        assertThat(model.ref()).isEqualTo(canonical.ref());
        assertThat(model.files()).extracting(file -> file.path().text()).containsExactly("m-Q8_0.gguf");
        assertThatThrownBy(() -> provider.canonical(asked.ref()))
                .isInstanceOfSatisfying(
                        VenomException.class,
                        refusal -> assertThat(refusal.hint()).contains("plan and install"));
    }

    @Test
    void pickleIsRefusedUnlessAllowed() {
        hub.repositories()
                .add(HubRepository.named("org/pickle")
                        .file("config.json", "{}")
                        .file("pytorch_model.bin", Content.pseudoRandom(1_000, 1))
                        .build());

        assertThat(verdict(resolve("hf:org/pickle"), "format").refusal()).contains(ErrorCode.UNSAFE_FORMAT);
        InstallRequest allowed = InstallRequest.builder(ModelRef.parse("hf:org/pickle"))
                .allowUnsafe()
                .build();
        RemoteModel model = provider.resolve(allowed, host);
        assertThat(verdict(model, "format").result()).isEqualTo(Verdict.Result.WARN);
        assertThat(model.files()).anyMatch(file -> file.path().text().equals("pytorch_model.bin"));
    }

    @Test
    void codeIsRefusedOnlyWhereTheModelNeedsIt() {
        hub.repositories().add(model("org/sources").file("train.py", "print()").build());
        hub.repositories()
                .add(model("org/needs")
                        .file("config.json", "{\"auto_map\":{\"AutoModel\":\"other/repo--modeling.Model\"}}")
                        .build());

        assertThat(verdict(resolve("hf:org/sources"), "remote_code").result()).isEqualTo(Verdict.Result.WARN);
        assertThat(verdict(resolve("hf:org/needs"), "remote_code").refusal()).contains(ErrorCode.UNSAFE_FORMAT);
        assertThat(verdict(resolve("hf:org/open"), "remote_code").result()).isEqualTo(Verdict.Result.OK);
    }

    @Test
    void includeOfAFileThatDoesNotExistIsInvalid() {
        InstallRequest request = InstallRequest.builder(ModelRef.parse("hf:org/open"))
                .include("nope.json")
                .build();

        assertThatThrownBy(() -> provider.resolve(request, host))
                .isInstanceOfSatisfying(
                        VenomException.class,
                        failure -> assertThat(failure.code()).isEqualTo(ErrorCode.INVALID_REQUEST));
    }

    @ParameterizedTest
    @EnumSource(names = {"SHA256", "GIT_SHA1"})
    void everyFileHasADigestOfItsKind(dev.venom.runtime.api.model.Digest.Algorithm algorithm) {
        assertThat(resolve("hf:org/open").files())
                .anyMatch(file -> file.digest().algorithm() == algorithm);
    }

    @Test
    void searchFollowsPagesUpToTheLimit() {
        for (int number = 0; number < 5; number++) {
            hub.repositories().add(model("found/m" + number).downloads(number).build());
        }

        assertThat(provider.search(
                        new SearchRequest("found", java.util.Optional.empty(), java.util.Optional.empty(), 3), host))
                .extracting(listing -> listing.ref().toString())
                .containsExactly("hf:found/m4", "hf:found/m3", "hf:found/m2");
    }

    @Test
    void offlineSearchSaysSo() {
        host.with("TRANSFORMERS_OFFLINE", "yes");

        assertThatThrownBy(() -> provider.search(SearchRequest.of("x"), host))
                .isInstanceOfSatisfying(
                        VenomException.class,
                        failure -> assertThat(failure.code()).isEqualTo(ErrorCode.NETWORK));
    }

    @Test
    void examinationTellsEndpointAndToken() {
        assertThat(provider.examine(host)).extracting(Verdict::result).containsOnly(Verdict.Result.OK);

        host.with("HF_TOKEN", "hf_wrong");

        assertThat(provider.examine(host))
                .anySatisfy(verdict -> assertThat(verdict.refusal()).contains(ErrorCode.UNAUTHORIZED));
    }
}
