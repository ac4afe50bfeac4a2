package dev.venom.runtime.core.internal.driver;

import java.util.List;

/** The names that a server answers for, as {@code /v1/models} lists them. */
final class ServedNames {
    private ServedNames() {}

    static List<String> of(RuntimeDoor door) {
        return door.document("/v1/models")
                .map(document -> document.objects("data").stream()
                        .flatMap(model -> model.text("id").stream())
                        .toList())
                .orElse(List.of());
    }
}
