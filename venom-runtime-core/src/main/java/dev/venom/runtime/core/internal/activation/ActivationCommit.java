package dev.venom.runtime.core.internal.activation;

import dev.venom.runtime.api.model.InstalledModel;
import dev.venom.runtime.api.model.ModelRef;
import dev.venom.runtime.core.internal.runtime.state.ActiveModel;
import dev.venom.runtime.core.internal.runtime.state.RuntimeFiles;
import dev.venom.runtime.core.internal.runtime.state.RuntimeRecord;
import dev.venom.runtime.core.internal.runtime.state.WantedState;
import dev.venom.runtime.core.internal.store.ModelStore;
import java.time.Clock;
import java.util.Optional;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Makes an outcome the truth: one write ends the switch and names the active model. Thread-safe. */
final class ActivationCommit {
    private static final Logger LOG = LoggerFactory.getLogger(ActivationCommit.class);

    private final RuntimeFiles files;
    private final ModelStore store;
    private final Clock clock;
    private final Consumer<String> changed;

    ActivationCommit(RuntimeFiles files, ModelStore store, Clock clock, Consumer<String> changed) {
        this.files = files;
        this.store = store;
        this.clock = clock;
        this.changed = changed;
    }

    /** The model is served and proved. */
    void serves(String runtime, ActiveModel model) {
        files.update(
                runtime,
                memory -> ended(memory)
                        .withActive(Optional.of(model))
                        .withLifecycle(lifecycle ->
                                lifecycle.withCommand(WantedState.UP).withProof(Optional.of(clock.instant()))));
        changed.accept(runtime);
        used(model.ref());
        LOG.info("model active runtime={} model={}", runtime, model.ref());
    }

    /** No model is served any more. */
    void servesNothing(String runtime) {
        files.update(runtime, memory -> ended(memory).withActive(Optional.empty()));
        changed.accept(runtime);
        LOG.info("no model active runtime={}", runtime);
    }

    /** Everything is as it was before. */
    void asBefore(String runtime) {
        files.update(runtime, ActivationCommit::ended);
        changed.accept(runtime);
    }

    /** When a model was last used is worth knowing, and nothing fails for it. */
    void used(ModelRef ref) {
        try {
            Optional<InstalledModel> model = store.find(ref);
            model.ifPresent(found -> store.amend(found, seen -> seen.used(clock.instant())));
        } catch (RuntimeException failure) {
            LOG.warn("time of use not recorded model={} reason={}", ref, failure.toString());
        }
    }

    private static RuntimeRecord ended(RuntimeRecord memory) {
        return memory.withActivation(Optional.empty())
                .withLifecycle(lifecycle -> lifecycle.withUnderWay(Optional.empty()));
    }
}
