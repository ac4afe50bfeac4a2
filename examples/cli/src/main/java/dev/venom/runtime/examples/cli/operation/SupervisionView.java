package dev.venom.runtime.examples.cli.operation;

import dev.venom.runtime.api.event.AlertEvent;
import dev.venom.runtime.api.event.OperationEvent;
import dev.venom.runtime.api.event.RuntimeEvent;
import dev.venom.runtime.api.event.VenomEvent;
import dev.venom.runtime.api.operation.OperationStatus;
import dev.venom.runtime.examples.cli.console.Output;
import dev.venom.runtime.examples.cli.text.RuntimeTable;
import dev.venom.runtime.examples.wire.OperationDocuments;
import dev.venom.runtime.examples.wire.RuntimeDocuments;
import dev.venom.runtime.spi.OperationListener;
import java.util.Locale;

/** Tells what happens to runtimes, a line for each change. Thread-safe. */
public final class SupervisionView implements OperationListener {
    private final Output output;

    /**
     * A view of everything that a manager tells.
     *
     * @param output where lines go
     */
    public SupervisionView(Output output) {
        this.output = output;
    }

    @Override
    public void onEvent(VenomEvent event) {
        switch (event.kind()) {
            case OPERATION -> show((OperationEvent) event);
            case RUNTIME -> {
                RuntimeEvent runtime = (RuntimeEvent) event;
                output.result(
                        () -> RuntimeDocuments.event(runtime.status()),
                        () -> runtime.at() + " " + RuntimeTable.sentence(runtime.status()));
            }
            case ALERT -> {
                AlertEvent alert = (AlertEvent) event;
                output.result(
                        () -> RuntimeDocuments.event(alert.alert()),
                        () -> alert.at() + " " + RuntimeTable.sentence(alert.alert()));
            }
        }
    }

    private void show(OperationEvent event) {
        OperationStatus status = event.status();
        output.json(OperationDocuments.event(status));
        if (!status.state().isUnderWay()) {
            output.human(event.at() + " " + status.kind().name().toLowerCase(Locale.ROOT) + " of "
                    + status.runtime().orElse("") + " "
                    + status.state().name().toLowerCase(Locale.ROOT)
                    + status.failure().map(why -> ": " + why.message()).orElse(""));
        }
    }
}
