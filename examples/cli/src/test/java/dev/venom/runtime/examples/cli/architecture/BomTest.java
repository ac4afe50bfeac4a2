package dev.venom.runtime.examples.cli.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

/** What an application takes over that imports {@code venom-bom}. */
class BomTest {
    private static final Path ROOT = Path.of("../..");

    @Test
    void managesThePublishedModulesAndNothingElse() throws Exception {
        Document bom = read("venom-bom/pom.xml");
        Document build = read("pom.xml");

        assertThat(bom.getElementsByTagName("parent").getLength()).isZero();
        assertThat(text(bom.getDocumentElement(), "version")).isEqualTo(text(build.getDocumentElement(), "version"));
        List<Element> managed = elements(bom.getElementsByTagName("dependency"));
        assertThat(managed)
                .allSatisfy(each -> assertThat(text(each, "groupId")).isEqualTo("dev.venom"))
                .allSatisfy(each -> assertThat(text(each, "version")).isEqualTo("${project.version}"));
        assertThat(managed.stream().map(each -> text(each, "artifactId")).distinct())
                .containsExactlyInAnyOrderElementsOf(published(build));
    }

    /** Modules of the build, but for the BOM itself and what is never deployed. */
    private static List<String> published(Document build) {
        return elements(build.getElementsByTagName("module")).stream()
                .map(Element::getTextContent)
                .filter(module -> module.startsWith("venom-") && !module.equals("venom-bom"))
                .toList();
    }

    private static Document read(String pom) throws Exception {
        return DocumentBuilderFactory.newDefaultInstance()
                .newDocumentBuilder()
                .parse(ROOT.resolve(pom).toFile());
    }

    private static String text(Element parent, String name) {
        return elements(parent.getElementsByTagName(name)).get(0).getTextContent();
    }

    private static List<Element> elements(NodeList nodes) {
        return IntStream.range(0, nodes.getLength())
                .mapToObj(nodes::item)
                .map(Element.class::cast)
                .toList();
    }
}
