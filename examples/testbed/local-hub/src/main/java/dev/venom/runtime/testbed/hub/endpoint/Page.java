package dev.venom.runtime.testbed.hub.endpoint;

import dev.venom.runtime.testbed.hub.wire.Query;
import dev.venom.runtime.testbed.hub.wire.Request;
import dev.venom.runtime.testbed.hub.wire.Response;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/**
 * A page of a list, with the {@code Link} to the next one. The cursor is opaque to clients.
 *
 * @param items on this page
 * @param next the address of the next page
 */
record Page<T>(List<T> items, Optional<String> next) {

    private static final String CURSOR = "cursor";

    static <T> Page<T> of(List<T> all, Request request, int largest) {
        Query query = request.query();
        int start = query.first(CURSOR).map(Page::position).orElse(0);
        int limit = query.first("limit")
                .map(Page::number)
                .filter(value -> value > 0)
                .orElse(largest);
        int from = Math.min(start, all.size());
        int to = Math.min(all.size(), from + Math.min(limit, largest));
        return new Page<>(
                all.subList(from, to), to == all.size() ? Optional.empty() : Optional.of(address(request, to)));
    }

    Response link(Response response) {
        return next.map(address -> response.header("Link", "<" + address + ">; rel=\"next\""))
                .orElse(response);
    }

    private static String address(Request request, int position) {
        String cursor = Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(("at:" + position).getBytes(StandardCharsets.US_ASCII));
        String host = request.header("Host").orElse("127.0.0.1");
        return "http://" + host + request.rawPath() + "?" + request.query().with(CURSOR, cursor);
    }

    private static int position(String cursor) {
        try {
            String text = new String(Base64.getUrlDecoder().decode(cursor), StandardCharsets.US_ASCII);
            return number(text.substring(text.indexOf(':') + 1));
        } catch (IllegalArgumentException e) {
            return 0;
        }
    }

    private static int number(String text) {
        try {
            return Math.max(0, Integer.parseInt(text));
        } catch (NumberFormatException e) {
            return 0;
        }
    }
}
