package dev.venom.runtime.core;

import dev.venom.runtime.api.operation.Operation;
import dev.venom.runtime.api.operation.OperationId;
import dev.venom.runtime.api.operation.OperationStatus;
import dev.venom.runtime.core.internal.install.OperationControl;
import dev.venom.runtime.core.internal.operation.OperationRegistry;
import java.util.List;
import java.util.Optional;

/** The operations of one manager's directory. Thread-safe. */
final class DefaultOperations implements Operations {
    private final Lifecycle lifecycle;
    private final OperationRegistry registry;
    private final OperationControl steering;

    DefaultOperations(Lifecycle lifecycle, OperationRegistry registry, OperationControl steering) {
        this.lifecycle = lifecycle;
        this.registry = registry;
        this.steering = steering;
    }

    @Override
    public List<OperationStatus> list() {
        lifecycle.requireOpen();
        return registry.statuses();
    }

    @Override
    public Optional<OperationStatus> find(OperationId id) {
        lifecycle.requireOpen();
        return registry.status(id);
    }

    @Override
    public Operation<?> follow(OperationId id) {
        lifecycle.requireOpen();
        return registry.follow(id);
    }

    @Override
    public void cancel(OperationId id) {
        lifecycle.requireOpen();
        steering.cancel(id);
    }

    @Override
    public void pause(OperationId id) {
        lifecycle.requireOpen();
        steering.pause(id);
    }

    @Override
    public Operation<?> resume(OperationId id) {
        lifecycle.requireOpen();
        return steering.resume(id);
    }

    @Override
    public Operation<?> retry(OperationId id) {
        lifecycle.requireOpen();
        return steering.retry(id);
    }

    @Override
    public void recover() {
        lifecycle.requireOpen();
        steering.recover();
    }
}
