package dev.venom.runtime.provider.ollama.internal.catalogue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.venom.runtime.api.error.ErrorCode;
import dev.venom.runtime.api.error.VenomException;
import dev.venom.runtime.api.model.Catalogue;
import dev.venom.runtime.api.model.ModelListing;
import dev.venom.runtime.core.internal.http.HttpTransporter;
import dev.venom.runtime.core.internal.http.MetadataOptions;
import dev.venom.runtime.core.internal.http.MetadataTransport;
import dev.venom.runtime.core.internal.http.TransportOptions;
import dev.venom.runtime.spi.testkit.ProviderHost;
import dev.venom.runtime.testbed.hub.fault.Fault;
import dev.venom.runtime.testbed.hub.fault.Gate;
import dev.venom.runtime.testbed.hub.log.RecordedRequest;
import dev.venom.runtime.testbed.hub.wire.Response;
import dev.venom.runtime.testbed.ollama.LocalRegistry;
import dev.venom.runtime.testbed.ollama.image.ModelImage;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CataloguesTest {
    @TempDir
    private Path cache;

    private LocalRegistry registry;
    private ProviderHost host;
    private Catalogues catalogues;

    @BeforeEach
    void start() {
        registry = LocalRegistry.builder()
                .model("gemma3:270m", ModelImage.generated(2_000_000, 1))
                .model("gemma3:4b", ModelImage.generated(3_000_000, 2))
                .model("own:1b", ModelImage.generated(1_000_000, 3))
                .start();
        HttpTransporter wire = new HttpTransporter(TransportOptions.of(Map.of()));
        host = new ProviderHost(cache, new MetadataTransport(wire, MetadataOptions.standard()), wire)
                .with("OLLAMA_CATALOG_URL", registry.url() + "/library?key=secret");
        catalogues = new Catalogues();
    }

    @AfterEach
    void stop() {
        host.close();
        registry.close();
    }

    @Test
    void theLibraryIsListedWithSizesOfItsVariants() {
        Catalogue first = catalogues.catalogue(host);
        host.awaitQuiet();
        Catalogue second = catalogues.catalogue(host);

        assertThat(names(first)).containsExactly("gemma3:270m", "gemma3:4b", "own:1b");
        assertThat(first.stale()).isFalse();
        assertThat(first.warnings()).isEmpty();
        assertThat(first.source()).isEqualTo(registry.url() + "/library");
        ModelListing own = second.models().get(2);
        assertThat(own.sizeBytes()).hasValue(1_000_000);
        assertThat(own.downloads()).hasValue(1_200);
        assertThat(own.description().parameters()).hasValue(1_000_000_000);
        assertThat(own.tags()).containsExactly("tools");
        assertThat(own.summary()).hasValue("Served by the local registry & made to test with.");
    }

    @Test
    void sizesThatNobodyHasReadYetAreThoseOfTheBuiltInList() {
        registry.faults().onHub("/library/*/tags").always(Fault.status(404));

        ModelListing small = catalogues.catalogue(host).models().get(0);

        assertThat(small.ref().name()).isEqualTo("gemma3:270m");
        assertThat(small.sizeBytes()).hasValue(292_000_000);
    }

    @Test
    void aYoungCopyIsShownWithoutALookAtTheSource() {
        catalogues.catalogue(host);
        host.awaitQuiet();
        registry.requests().clear();

        Catalogue again = catalogues.catalogue(host);
        Catalogue ofAnotherProcess = new Catalogues().catalogue(host);

        assertThat(ofAnotherProcess).isEqualTo(again);
        assertThat(registry.requests().all()).isEmpty();
    }

    @Test
    void anOldCopyIsConfirmedByItsTag() {
        Catalogue first = catalogues.catalogue(host);
        host.awaitQuiet();
        host.later(Duration.ofDays(2));
        registry.requests().clear();

        Catalogue confirmed = catalogues.catalogue(host);

        assertThat(confirmed.fetchedAt()).isEqualTo(first.fetchedAt().plus(Duration.ofDays(2)));
        assertThat(confirmed.stale()).isFalse();
        assertThat(registry.requests().endingIn("/library"))
                .extracting(RecordedRequest::status)
                .allSatisfy(status -> assertThat(status).hasValue(304));
    }

    @Test
    void anOldCopyIsShownAsStaleWhereTheSourceIsGone() {
        Catalogue first = catalogues.catalogue(host);
        host.awaitQuiet();
        registry.close();
        host.later(Duration.ofDays(3));

        Catalogue stale = catalogues.catalogue(host);

        assertThat(stale.stale()).isTrue();
        assertThat(stale.age(host.clock().instant())).isEqualTo(Duration.ofDays(3));
        assertThat(names(stale)).isEqualTo(names(first));
        assertThat(stale.warnings()).singleElement().asString().startsWith("The source could not be asked:");
    }

    @Test
    void aSourceThatHangsIsNotWaitedForWhereThereIsACopy() {
        catalogues.catalogue(host);
        host.awaitQuiet();
        Gate gate = new Gate();
        registry.faults().onHub("/library").always(Fault.holdHead(gate));
        host.later(Duration.ofDays(3));

        Catalogue stale = catalogues.catalogue(host);
        gate.open();
        host.awaitQuiet();

        assertThat(stale.stale()).isTrue();
        assertThat(catalogues.catalogue(host).stale()).isFalse();
    }

    @Test
    void withoutCopyAndWithoutSourceThereIsTheBuiltInList() {
        registry.close();

        Catalogue seed = catalogues.catalogue(host);

        assertThat(seed.stale()).isTrue();
        assertThat(seed.models()).hasSizeGreaterThan(100);
        assertThat(names(seed)).contains("gemma3:270m", "nomic-embed-text:latest");
        assertThat(seed.source()).contains("comes with Venom");
        assertThat(cache.resolve("catalog")).doesNotExist();
    }

    @Test
    void aFailureIsNotRepeatedForSomeMinutes() {
        registry.faults().onHub("/library").always(Fault.status(404));
        catalogues.catalogue(host);
        catalogues.catalogue(host);
        assertThat(registry.requests().endingIn("/library")).hasSize(1);

        registry.faults().clear();
        host.later(Duration.ofMinutes(6));

        assertThat(catalogues.catalogue(host).stale()).isFalse();
    }

    @Test
    void aPortalInPlaceOfTheLibraryIsNoCatalogue() {
        registry.faults().onHub("/library").always(Fault.captivePortal());

        Catalogue seed = catalogues.catalogue(host);

        assertThat(seed.stale()).isTrue();
        assertThat(seed.warnings()).singleElement().asString().contains("lists no models");
        assertThat(seed.warnings().toString()).doesNotContain("secret");
    }

    @Test
    void aHostilePageGivesWhatIsGoodInItAndAWarning() {
        registry.faults()
                .onHub("/library")
                .always(Fault.answer(Response.text(
                        200,
                        "text/html",
                        "<a href='/library/..%2Fx'>x<a href='/library/good'>good<script>alert(1)</script>"
                                + "<p>\u001b[31m&lt;b&gt;red</p>")));

        Catalogue partial = catalogues.catalogue(host);

        assertThat(names(partial)).contains("good:latest");
        assertThat(partial.stale()).isFalse();
    }

    @Test
    void aPageWithoutEndIsNoCatalogue() {
        registry.faults().onHub("/library").always(Fault.hugeJson(20_000_000));

        assertThat(catalogues.catalogue(host).stale()).isTrue();
    }

    @Test
    void aSourceMayAnswerInJson() {
        registry.faults()
                .onHub("/library")
                .always(
                        Fault.answer(
                                Response.text(
                                        200,
                                        "application/json",
                                        "{\"models\":[{\"name\":\"team/m\",\"tags\":[{\"tag\":\"v1-q4_K_M\",\"size_bytes\":5}]},{\"name\":1},{\"na")));

        Catalogue catalogue = catalogues.catalogue(host);

        ModelListing model = catalogue.models().get(0);
        assertThat(model.ref().name()).isEqualTo("team/m:v1-q4_K_M");
        assertThat(model.sizeBytes()).hasValue(5);
        assertThat(model.description().quantization()).hasValue("Q4_K_M");
        assertThat(catalogue.warnings()).singleElement().asString().contains("breaks off");
    }

    @Test
    void aCopyOfAnotherSourceIsNone() {
        catalogues.catalogue(host);
        host.awaitQuiet();
        try (LocalRegistry other = LocalRegistry.with("other:2b", ModelImage.generated(5_000, 1))) {
            host.with("OLLAMA_CATALOG_URL", other.url() + "/library");

            assertThat(names(new Catalogues().catalogue(host))).containsExactly("other:2b");
        }
    }

    @Test
    void searchFindsWordsAndKeepsToItsLimit() {
        assertThat(catalogues.search("gemma3", 10, host)).hasSize(2);
        assertThat(catalogues.search("GEMMA3 4b", 10, host)).hasSize(1);
        assertThat(catalogues.search("", 2, host)).hasSize(2);
        assertThat(catalogues.search("unheard of", 10, host)).isEmpty();
    }

    @Test
    void anAddressThatIsNoneIsSaid() {
        host.with("OLLAMA_CATALOG_URL", "file:///etc/passwd");

        assertThatThrownBy(() -> catalogues.catalogue(host))
                .isInstanceOfSatisfying(
                        VenomException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.INVALID_REQUEST))
                .hasMessageContaining("OLLAMA_CATALOG_URL");
    }

    private static List<String> names(Catalogue catalogue) {
        return catalogue.models().stream().map(model -> model.ref().name()).toList();
    }
}
