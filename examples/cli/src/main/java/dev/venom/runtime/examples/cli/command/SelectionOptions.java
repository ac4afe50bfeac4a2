package dev.venom.runtime.examples.cli.command;

import dev.venom.runtime.api.model.InstallRequest;
import dev.venom.runtime.api.model.ModelRef;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** What to plan or install, and what is allowed: the same for both. */
final class SelectionOptions {
    @Parameters(paramLabel = "REF", description = "The model: provider:name[@revision].")
    private String reference = "";

    @Option(names = "--include", paramLabel = "GLOB", description = "Take only files that match; may be repeated.")
    private List<String> include = List.of();

    @Option(names = "--exclude", paramLabel = "GLOB", description = "Leave out files that match; may be repeated.")
    private List<String> exclude = List.of();

    @Option(names = "--runtime", paramLabel = "ID", description = "The runtime that it is meant for.")
    private Optional<String> runtime = Optional.empty();

    @Option(names = "--via", paramLabel = "daemon|registry", description = "The way by which an Ollama model comes.")
    private Optional<InstallRequest.Route> route = Optional.empty();

    @Option(names = "--insecure", description = "Let a registry be asked without TLS.")
    private boolean insecure;

    @Option(names = "--allow-unsafe", description = "Accept executable formats and remote code.")
    private boolean unsafeAllowed;

    @Option(names = "--allow-incompatible", description = "Accept a model that the runtime is judged unable to serve.")
    private boolean incompatibleAllowed;

    InstallRequest.Builder request() {
        InstallRequest.Builder request = InstallRequest.builder(ModelRef.parse(reference));
        include.forEach(request::include);
        exclude.forEach(request::exclude);
        runtime.ifPresent(request::runtime);
        route.ifPresent(request::via);
        allow(request);
        return request;
    }

    private void allow(InstallRequest.Builder request) {
        if (insecure) {
            request.allowInsecure();
        }
        if (unsafeAllowed) {
            request.allowUnsafe();
        }
        if (incompatibleAllowed) {
            request.allowIncompatible();
        }
    }
}
