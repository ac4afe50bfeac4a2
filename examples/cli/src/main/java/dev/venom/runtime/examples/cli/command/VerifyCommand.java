package dev.venom.runtime.examples.cli.command;

import dev.venom.runtime.api.model.ModelRef;
import dev.venom.runtime.api.model.ModelVerification;
import dev.venom.runtime.api.model.VerifyRequest;
import dev.venom.runtime.core.ModelManager;
import dev.venom.runtime.examples.cli.console.Console;
import dev.venom.runtime.examples.cli.console.ExitCodes;
import dev.venom.runtime.examples.cli.operation.OperationFollower;
import dev.venom.runtime.examples.cli.text.ReportText;
import dev.venom.runtime.examples.wire.VerificationDocument;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Hashes installed models. Bad files are its result, told by the exit status, and no error. */
@Command(name = "verify", description = "Hash installed models and report files that are bad.")
final class VerifyCommand extends LongCommand {
    @Parameters(paramLabel = "REF", arity = "0..1", description = "The model; all of them where it is left out.")
    private Optional<String> reference = Optional.empty();

    @Option(names = "--repair", description = "Fetch bad files again.")
    private boolean repair;

    VerifyCommand(Console console) {
        super(console);
    }

    @Override
    int run(ModelManager manager) throws InterruptedException {
        VerifyRequest request = request();
        List<ModelVerification> found = new OperationFollower(console(), manager)
                .runForResult(() -> manager.models().verify(request));
        output().result(() -> VerificationDocument.of(found), () -> ReportText.of(found));
        return found.stream().allMatch(ModelVerification::ok) ? ExitCodes.DONE : ExitCodes.FAILED;
    }

    private VerifyRequest request() {
        VerifyRequest request =
                reference.map(text -> VerifyRequest.of(ModelRef.parse(text))).orElseGet(VerifyRequest::all);
        return repair ? request.repairing() : request;
    }
}
