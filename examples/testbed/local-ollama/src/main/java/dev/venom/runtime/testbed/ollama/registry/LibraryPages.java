package dev.venom.runtime.testbed.ollama.registry;

import dev.venom.runtime.testbed.hub.content.Content;
import dev.venom.runtime.testbed.hub.content.ContentDigest;
import dev.venom.runtime.testbed.hub.wire.Request;
import dev.venom.runtime.testbed.hub.wire.Response;
import dev.venom.runtime.testbed.ollama.image.ModelImage;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The web pages of the library, in the manner of ollama.com: {@code /library} and {@code /library/<model>/tags}. */
final class LibraryPages {

    private static final String LIBRARY = "library/";

    private final RegistryContent content;

    LibraryPages(RegistryContent content) {
        this.content = content;
    }

    /** The page asked for; empty where that is none. */
    Optional<Response> answer(Request request) {
        List<String> path = request.segments();
        if (path.equals(List.of("library"))) {
            return Optional.of(page(request, list()));
        }
        boolean tags =
                path.size() == 3 && path.get(0).equals("library") && path.get(2).equals("tags");
        return tags ? tags(path.get(1)).map(html -> page(request, html)) : Optional.empty();
    }

    private String list() {
        StringBuilder items = new StringBuilder();
        Map<String, StringBuilder> sizes = new TreeMap<>();
        content.images().forEach((name, image) -> {
            if (name.startsWith(LIBRARY)) {
                String[] parts = name.substring(LIBRARY.length()).split(":");
                sizes.computeIfAbsent(parts[0], unused -> new StringBuilder());
                if (!parts[1].equals("latest")) {
                    sizes.get(parts[0])
                            .append("<span x-test-size class=\"text-blue-600\">")
                            .append(parts[1])
                            .append("</span>\n");
                }
            }
        });
        sizes.forEach((model, labels) -> items.append(item(model, labels.toString())));
        return "<!DOCTYPE html><html><head><title>library</title><script>var x = '<a href=\"/library/none\">';</script>"
                + "</head><body><header><a href=\"/\">Ollama</a></header><ul role=\"list\">" + items
                + "</ul><footer>&copy; Local</footer></body></html>";
    }

    private static String item(String model, String labels) {
        return "<li x-test-model class=\"flex\"><a href=\"/library/" + model + "\" class=\"group\">\n<h2><span>" + model
                + "</span></h2>\n<p class=\"max-w-lg\">Served by the local registry &amp; made to test with.</p>\n<div>"
                + "<span x-test-capability>tools</span>\n" + labels + "</div>\n<p><span><span x-test-pull-count>1.2K"
                + "</span><span>&nbsp;Pulls</span></span></p></a></li>\n";
    }

    private Optional<String> tags(String model) {
        StringBuilder rows = new StringBuilder();
        String prefix = LIBRARY + model + ":";
        content.images().forEach((name, image) -> {
            if (name.startsWith(prefix)) {
                rows.append(row(model + ":" + name.substring(prefix.length()), image));
            }
        });
        return rows.isEmpty() ? Optional.empty() : Optional.of("<html><body>" + rows + "</body></html>");
    }

    private static String row(String name, ModelImage image) {
        String size = String.format(Locale.ROOT, "%.1fMB", image.size() / 1e6);
        return "<div class=\"group\"><a href=\"/library/" + name + "\" class=\"md:hidden\"><span>" + name
                + "</span><div><span class=\"font-mono\">"
                + image.manifestSha256().substring(0, 12)
                + "</span> &bull; " + size + " &bull; 2K context window &bull; Text input</div></a></div>\n";
    }

    private static Response page(Request request, String html) {
        String tag = "W/\"" + ContentDigest.sha256(Content.of(html)).substring(0, 16) + "\"";
        boolean known = request.header("If-None-Match").filter(tag::equals).isPresent();
        Response response = known ? Response.status(304) : Response.text(200, "text/html", html);
        return response.header("ETag", tag);
    }
}
