package dev.venom.runtime.provider.ollama.internal.catalogue.page;

import static org.assertj.core.api.Assertions.assertThat;

import dev.venom.runtime.provider.ollama.internal.catalogue.library.LibraryModel;
import dev.venom.runtime.provider.ollama.internal.catalogue.library.LibraryTag;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class JsonPageTest {
    @Test
    void tagsAreTextsOrObjects() {
        JsonPage page = read("{\"models\":[{\"name\":\"gemma3\",\"description\":\"Small\\n models\",\"pulls\":12,"
                + "\"capabilities\":[\"vision\"],\"tags\":[\"270m\",{\"tag\":\"4b\",\"size_bytes\":3300000000},"
                + "{\"name\":\"gemma3:12b\",\"size\":8100000000},\"27b-cloud\",\"../x\",7]},{\"name\":\"../etc\"},4]}");

        assertThat(page.broken()).isFalse();
        assertThat(page.models()).singleElement().satisfies(model -> {
            assertThat(model.summary()).hasValue("Small models");
            assertThat(model.tags()).extracting(LibraryTag::tag).containsExactly("270m", "4b", "12b");
            assertThat(model.tags().get(2).sizeBytes()).hasValue(8_100_000_000L);
        });
    }

    @Test
    void theListOfADaemonIsACatalogueToo() {
        JsonPage page = read("{\"models\":[{\"name\":\"m:1b\",\"model\":\"m:1b\",\"size\":10},"
                + "{\"name\":\"m:2b\",\"size\":20},{\"name\":\"big:cloud\",\"size\":300}]}");

        assertThat(page.models())
                .singleElement()
                .satisfies(model -> assertThat(model.tags())
                        .extracting(tag -> tag.sizeBytes().orElse(0))
                        .containsExactly(10L, 20L));
    }

    @Test
    void whatCameBeforeABreakIsKept() {
        JsonPage page = read("[{\"name\":\"one\"},{\"name\":\"two\"},{\"name\":\"thr");

        assertThat(page.broken()).isTrue();
        assertThat(page.models()).extracting(LibraryModel::name).containsExactly("one", "two");
    }

    private static JsonPage read(String json) {
        return JsonPage.read(json.getBytes(StandardCharsets.UTF_8));
    }
}
