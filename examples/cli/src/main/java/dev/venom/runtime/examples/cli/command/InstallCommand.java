package dev.venom.runtime.examples.cli.command;

import dev.venom.runtime.api.error.ErrorCode;
import dev.venom.runtime.api.error.VenomException;
import dev.venom.runtime.api.model.InstallRequest;
import dev.venom.runtime.api.model.InstalledModel;
import dev.venom.runtime.core.ModelManager;
import dev.venom.runtime.core.Models;
import dev.venom.runtime.examples.cli.console.Console;
import dev.venom.runtime.examples.cli.console.ExitCodes;
import dev.venom.runtime.examples.cli.console.Output;
import dev.venom.runtime.examples.cli.operation.OperationFollower;
import dev.venom.runtime.examples.cli.text.Amounts;
import dev.venom.runtime.examples.cli.text.PlanText;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Brings a model to this host. */
@Command(name = "install", aliases = "pull", description = "Download a model, verify it and keep it.")
final class InstallCommand extends LongCommand {
    @Mixin
    private SelectionOptions selection = new SelectionOptions();

    @Option(names = "--yes", description = "Confirm a large download.")
    private boolean confirmed;

    InstallCommand(Console console) {
        super(console);
    }

    @Override
    int run(ModelManager manager) throws InterruptedException {
        InstallRequest.Builder request = selection.request();
        if (confirmed) {
            request.confirmLarge();
        }
        InstalledModel model = installAsking(manager, request.build());
        output().human("Installed " + model.ref() + " (" + Amounts.bytes(model.sizeBytes()) + ") in "
                + model.location());
        return ExitCodes.DONE;
    }

    private InstalledModel installAsking(ModelManager manager, InstallRequest request) throws InterruptedException {
        try {
            return install(manager, request);
        } catch (VenomException e) {
            if (e.code() != ErrorCode.CONFIRMATION_REQUIRED || !agreed(manager.models(), request)) {
                throw e;
            }
            return install(manager, request.toBuilder().confirmLarge().build());
        }
    }

    private InstalledModel install(ModelManager manager, InstallRequest request) throws InterruptedException {
        return new OperationFollower(console(), manager)
                .run(() -> manager.models().install(request));
    }

    private boolean agreed(Models models, InstallRequest request) {
        if (output().style() == Output.Style.JSON || !console().terminal().answersQuestions()) {
            return false;
        }
        console().errors().println(PlanText.summary(models.plan(request)));
        return console().terminal().confirms(console().errors(), "Download it?");
    }
}
