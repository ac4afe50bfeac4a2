package dev.venom.runtime.testbed.hub.repository;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;

/** The repositories of a hub. Thread-safe. */
public final class Repositories {

    private final Map<String, HubRepository> byId = new ConcurrentSkipListMap<>();
    private final Map<String, String> renamed = new ConcurrentHashMap<>();

    /** None. */
    public Repositories() {}

    /** Adds one, in place of any of the same id. */
    public void add(HubRepository repository) {
        byId.put(repository.id(), repository);
    }

    /** Removes one. */
    public void remove(String id) {
        byId.remove(id);
    }

    /** Lets a former id lead to the present one, by a redirect. */
    public void renamed(String formerId, String presentId) {
        renamed.put(formerId, presentId);
    }

    /** The repository of this id. */
    public Optional<HubRepository> find(String id) {
        return Optional.ofNullable(byId.get(id));
    }

    /** Where a former id leads to. */
    public Optional<String> presentId(String formerId) {
        return Optional.ofNullable(renamed.get(formerId));
    }

    /** All, in the order of their ids. */
    public List<HubRepository> all() {
        return List.copyOf(byId.values());
    }
}
