package dev.venom.runtime.provider.ollama.internal.catalogue.page;

import static org.assertj.core.api.Assertions.assertThat;

import dev.venom.runtime.provider.ollama.internal.catalogue.library.LibraryModel;
import dev.venom.runtime.provider.ollama.internal.catalogue.library.LibraryTag;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LibraryPageTest {
    private static final URI ADDRESS = URI.create("https://ollama.example/library");

    @Test
    void aModelIsWhatStandsBehindItsLink() {
        List<LibraryModel> models = models(
                "<li x-test-model><a href='/library/gemma3' class=\"group w-full\">"
                        + "<div title=gemma3><h2><span x-test-search-response-title>gemma3</span></h2>"
                        + "<p class='x'>Google&#39;s models &amp; more,\n <b>for</b> one GPU.</p></div>"
                        + "<span x-test-capability>vision</span><span x-test-size>270m</span><span x-test-size>4b</span>"
                        + "<p><span x-test-pull-count>24.5M</span><span>&nbsp;Pulls</span><span>29</span>&nbsp;Tags</p></a></li>");

        assertThat(models).singleElement().satisfies(model -> {
            assertThat(model.name()).isEqualTo("gemma3");
            assertThat(model.summary()).hasValue("Google's models & more, for one GPU.");
            assertThat(model.capabilities()).containsExactly("vision");
            assertThat(model.tags()).extracting(LibraryTag::tag).containsExactly("270m", "4b");
            assertThat(model.pulls()).hasValue(24_500_000);
        });
    }

    @Test
    void aBareListOfLinksIsEnough() {
        assertThat(models("<a href=/library/qwen3>qwen3 <A HREF='https://ollama.example/library/phi4'>phi4"))
                .extracting(LibraryModel::name)
                .containsExactly("qwen3", "phi4");
    }

    @Test
    void whatScriptsCommentsAndOtherServersSayIsPassedOver() {
        assertThat(models("<script>document.write('<a href=\"/library/script\">')</script>"
                        + "<!-- <a href='/library/comment'> --><style>a{content:'<a href=/library/style>'}</style>"
                        + "<a href='https://evil.example/library/foreign'>x</a><a href='//evil.example/library/y'>y</a>"
                        + "<a href='javascript:alert(1)'>z</a><a href='/library/good'>good</a>"
                        + "<script>never closed <a href='/library/late'>"))
                .extracting(LibraryModel::name)
                .containsExactly("good");
    }

    @Test
    void namesThatAreNoneAreCountedAndLeftOut() {
        LibraryPage page = LibraryPage.read(
                "<a href='/library/..%2F..%2Fetc'>x</a><a href='/library/%2e%2e'>x</a><a href='/library/a b'>x</a>"
                        + "<a href='/library/" + "n".repeat(200) + "'>x</a><a href='/library/caf%C3%A9'>x</a>"
                        + "<a href='/library/good'>x</a>",
                ADDRESS);

        assertThat(page.models()).extracting(LibraryModel::name).containsExactly("good");
        assertThat(page.unusable()).isPositive();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "<li hx-get='/search?q=&amp;p=2'></li> | https://ollama.example/search?q=&p=2",
                "<a rel='Next nofollow' href='?page=2'> | https://ollama.example/library?page=2",
                "<a rel=next href='https://ollama.com/library?page=2'> | https://ollama.example/library?page=2",
                "<a rel=next href='http://ollama.example/library?page=2'> | https://ollama.example/library?page=2",
                "<li hx-get='https://behind.example:8080/search?p=2'></li> | https://ollama.example/search?p=2",
            })
    void aPageThatFollowsIsAskedOfTheSameServer(String html, URI next) {
        LibraryPage page = LibraryPage.read(html, ADDRESS);

        assertThat(page.next()).hasValue(next);
        assertThat(page.breaksOff()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<a rel=next href='?page=3'>",
                "<a rel=next href='?page=5'>",
                "<a rel=next href='/library?cursor=abc'>",
                "<a rel=next href='http://['>"
            })
    void aPageThatFollowsAndCannotBeToldIsNotTakenForTheLast(String html) {
        LibraryPage page = LibraryPage.read(html, URI.create(ADDRESS + "?page=3"));

        assertThat(page.next()).isEmpty();
        assertThat(page.breaksOff()).isTrue();
    }

    @Test
    void modelsOfAMirrorThatKeepsTheLibrarysOwnAddressesAreModels() {
        assertThat(LibraryPage.read(
                                "<a href='https://ollama.com/library/gemma3'>x</a>"
                                        + "<a href='http://mirror_1/ollama/library/qwen3'>x</a>"
                                        + "<a href='/library/phi4'>x</a>"
                                        + "<a href='https://github.com/library/none'>x</a>",
                                URI.create("https://mirror_1/ollama/library"))
                        .models())
                .extracting(LibraryModel::name)
                .containsExactly("gemma3", "qwen3", "phi4");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "<",
                "</",
                "<!",
                "<!--",
                "<a",
                "<a href",
                "<a href=",
                "<a href='",
                "<a href='/library/x",
                "< a >",
                "<a href=/library/x><p>",
                "</a></li></p>",
                "<?xml",
                "&#x110000;&#xD800;&bogus;&",
                "<a ==='' / = >",
                "<a href=\"/library/x\" href='/library/y'",
                "<script",
                "<script>"
            })
    void brokenPagesAreReadAsFarAsTheyGo(String html) {
        assertThat(models(html).size()).isLessThanOrEqualTo(1);
    }

    @Test
    void aHostilePageTakesNoTimeAndNoMemory() {
        String html = "<a href='/library/m'><p>" + "<".repeat(300_000) + "&".repeat(300_000) + "<p a=".repeat(100_000)
                + "9".repeat(300_000) + "b<script>".repeat(50_000) + "</scrip".repeat(100_000);

        org.junit.jupiter.api.Assertions.assertTimeoutPreemptively(Duration.ofSeconds(20), () -> models(html));
        StringBuilder many = new StringBuilder();
        for (int i = 0; i < 5_000; i++) {
            many.append("<a href='/library/m").append(i).append("'>");
        }
        assertThat(models(many.toString())).hasSize(2_000);
    }

    @Test
    void variantsHaveSizesAndContexts() {
        List<LibraryTag> tags = TagsPage.read(
                "<div><a href='/library/gemma3:latest'>gemma3:latest</a> a2af6cc3eb7f • 3.3GB • 128K context window • "
                        + "Text, Image input • 3 months ago</div>"
                        + "<div><a href='/library/gemma3:270m' class='hidden'>gemma3:270m</a><p>292MB</p><p>32K</p></div>"
                        + "<div><a href='/library/gemma3:270m'>again</a></div>"
                        + "<a href='/library/gemma3:27b-cloud'>gemma3:27b-cloud</a><p>1GB</p>"
                        + "<a href='/library/other:1b'>other:1b</a><p>9GB</p><a href='/library/gemma3:../x'>x</a>",
                ADDRESS,
                "gemma3");

        assertThat(tags).extracting(LibraryTag::tag).containsExactly("latest", "270m");
        assertThat(tags.get(0).sizeBytes()).hasValue(3_300_000_000L);
        assertThat(tags.get(0).contextLength()).hasValue(131_072);
        assertThat(tags.get(1).sizeBytes()).hasValue(292_000_000);
        assertThat(tags.get(1).contextLength()).hasValue(32_768);
    }

    private static List<LibraryModel> models(String html) {
        return LibraryPage.read(html, ADDRESS).models();
    }
}
