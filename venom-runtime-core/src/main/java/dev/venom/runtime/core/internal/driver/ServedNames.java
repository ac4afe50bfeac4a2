package dev.venom.runtime.core.internal.driver;

import dev.venom.runtime.core.internal.json.Json;
import java.util.List;

/** The names that a server answers for, as {@code /v1/models} lists them. */
final class ServedNames {
    private ServedNames() {}

    static List<String> of(RuntimeClient client) {
        return Json.elements(client.document("/v1/models").path("data"))
                .flatMap(model -> Json.text(model.path("id")).stream())
                .toList();
    }
}
