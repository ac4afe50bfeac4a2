package dev.venom.runtime.examples.wire;

import dev.venom.runtime.api.model.ModelRef;
import java.util.List;
import java.util.Map;

/** Knows which runtimes serve a model. */
@FunctionalInterface
public interface Serving {
    /**
     * The runtimes that serve a model.
     *
     * @param ref the model, as installed
     * @return ids of runtimes; empty where none serves it
     */
    List<String> runtimesOf(ModelRef ref);

    /**
     * What runtimes serve by our doing.
     *
     * @param activeModels models by ids of runtimes
     * @return an answer for every model
     */
    static Serving of(Map<String, ModelRef> activeModels) {
        return ref -> activeModels.entrySet().stream()
                .filter(active -> active.getValue().equals(ref))
                .map(Map.Entry::getKey)
                .sorted()
                .toList();
    }

    /**
     * A host without runtimes.
     *
     * @return an answer for every model: nobody serves it
     */
    static Serving nobody() {
        return ref -> List.of();
    }
}
