package dev.venom.runtime.core.internal.activation;

import dev.venom.runtime.api.error.ErrorCode;
import dev.venom.runtime.api.error.VenomException;
import dev.venom.runtime.api.model.InstallState;
import dev.venom.runtime.api.model.ModelRef;
import dev.venom.runtime.api.operation.OperationKind;
import dev.venom.runtime.api.runtime.ActivationRequest;
import dev.venom.runtime.api.runtime.WhenBusy;
import dev.venom.runtime.core.internal.install.ModelServices;
import dev.venom.runtime.core.internal.operation.OperationJournal;
import dev.venom.runtime.core.internal.operation.OperationRecord;
import dev.venom.runtime.core.internal.operation.WorkContext;
import dev.venom.runtime.core.internal.provider.Providers;
import dev.venom.runtime.core.internal.store.ModelStore;
import dev.venom.runtime.spi.provider.ProgressSink.Registration;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** A model that is still being installed is refused, or waited for as asked. Thread-safe. */
final class RunningInstalls {
    private static final long LOOK_MILLIS = 250;

    private final OperationJournal journal;
    private final ModelStore store;
    private final Providers providers;

    RunningInstalls(OperationJournal journal, ModelStore store, Providers providers) {
        this.journal = journal;
        this.store = store;
        this.providers = providers;
    }

    /**
     * Refuses a model that is not there yet, unless whoever asks wants to wait for it.
     *
     * @throws VenomException NOT_INSTALLED naming the operation that installs it
     */
    void refuse(ActivationRequest request) {
        if (request.busy() == WhenBusy.REFUSE && !isThere(request.model())) {
            install(request.model()).ifPresent(record -> {
                throw new VenomException(
                        ErrorCode.NOT_INSTALLED,
                        request.model() + " is still being installed by the operation "
                                + record.status().id() + ".",
                        "Wait for it, or ask with --wait to activate it then.");
            });
        }
    }

    /** Waits until nobody installs the model any more. */
    void await(ActivationRequest request, WorkContext operation) {
        Optional<OperationRecord> install = install(request.model());
        if (request.busy() == WhenBusy.REFUSE || isThere(request.model()) || install.isEmpty()) {
            return;
        }
        operation.phase("waiting");
        operation.log("waiting for the install " + install.get().status().id());
        while (install(request.model()).isPresent()) {
            operation.checkpoint();
            pause(operation);
        }
    }

    private boolean isThere(ModelRef ref) {
        try {
            return store.require(ref).state() == InstallState.COMPLETE;
        } catch (VenomException notInstalled) {
            return false;
        }
    }

    private Optional<OperationRecord> install(ModelRef asked) {
        ModelRef ref = providers.require(asked.provider()).canonical(asked);
        return journal.all().stream()
                .filter(record -> record.status().kind() == OperationKind.INSTALL
                        && record.status()
                                .model()
                                .filter(model -> ModelServices.isSame(model, ref))
                                .isPresent()
                        && record.isLive())
                .findFirst();
    }

    @SuppressWarnings("try")
    private static void pause(WorkContext operation) {
        Semaphore woken = new Semaphore(0);
        try (Registration registration = operation.onInterrupt(woken::release)) {
            if (woken.tryAcquire(LOOK_MILLIS, TimeUnit.MILLISECONDS)) {
                operation.checkpoint();
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new VenomException(ErrorCode.CANCELLED, "The wait was interrupted.", "", interrupted);
        }
    }
}
