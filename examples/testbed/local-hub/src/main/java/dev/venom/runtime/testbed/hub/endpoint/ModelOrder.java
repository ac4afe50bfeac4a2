package dev.venom.runtime.testbed.hub.endpoint;

import dev.venom.runtime.testbed.hub.repository.HubRepository;
import dev.venom.runtime.testbed.hub.wire.Query;
import java.util.Comparator;

/** The order of search results: descending, and by id where the rest is equal. */
final class ModelOrder {

    private ModelOrder() {}

    static Comparator<HubRepository> of(Query query) {
        return property(query.first("sort").orElse("trendingScore")).reversed().thenComparing(HubRepository::id);
    }

    private static Comparator<HubRepository> property(String name) {
        return switch (name) {
            case "downloads" -> Comparator.comparingLong(model -> model.facts().downloads());
            case "lastModified" -> Comparator.comparing(model -> model.head().date());
            case "createdAt" -> Comparator.comparing(HubRepository::createdAt);
            default -> Comparator.comparingLong(model -> model.facts().likes());
        };
    }
}
