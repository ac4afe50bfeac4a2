package dev.venom.runtime.core.internal.activation;

import dev.venom.runtime.core.internal.operation.WorkContext;
import dev.venom.runtime.core.internal.runtime.registry.KnownRuntime;
import dev.venom.runtime.core.internal.runtime.state.UnderWay.Change;

/** Does something to a runtime so that all can see what becomes of it meanwhile. */
@FunctionalInterface
interface VisibleChange {
    void change(KnownRuntime runtime, Change change, WorkContext operation, Runnable action);
}
