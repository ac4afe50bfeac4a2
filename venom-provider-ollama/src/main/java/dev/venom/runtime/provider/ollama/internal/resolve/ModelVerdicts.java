package dev.venom.runtime.provider.ollama.internal.resolve;

import dev.venom.runtime.api.error.ErrorCode;
import dev.venom.runtime.api.error.VenomException;
import dev.venom.runtime.api.model.InstallRequest;
import dev.venom.runtime.api.model.RelativePath;
import dev.venom.runtime.api.model.Verdict;
import dev.venom.runtime.provider.ollama.internal.image.ImageConfig;
import dev.venom.runtime.provider.ollama.internal.image.ImageFile;
import dev.venom.runtime.provider.ollama.internal.image.ModelImage;
import dev.venom.runtime.provider.ollama.internal.registry.RegistryAddress;
import java.nio.file.FileSystems;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.PatternSyntaxException;

/** Judges what only this provider can judge of a model. Immutable. */
record ModelVerdicts(InstallRequest request, ModelImage image, RegistryAddress address) {
    List<Verdict> all(ImageConfig config, Optional<String> daemonVersion) {
        List<Verdict> verdicts = new ArrayList<>();
        config.requiredVersion()
                .map(required -> version(required, daemonVersion))
                .ifPresent(verdicts::add);
        selection().ifPresent(verdicts::add);
        if (address.isPlain()) {
            verdicts.add(Verdict.warn("registry_tls", address + " is asked without TLS; digests are checked"));
        }
        return verdicts;
    }

    private static Verdict version(String required, Optional<String> present) {
        if (present.isEmpty()) {
            return Verdict.warn("ollama_version", "Ollama " + required + " or later runs it; none answers now");
        }
        String figures = "Ollama " + required + " or later runs it, " + present.get() + " answers";
        Optional<OllamaVersion> here = OllamaVersion.parse(present.get());
        Optional<OllamaVersion> least = OllamaVersion.parse(required);
        if (here.isEmpty() || least.isEmpty() || here.get().isUnknown()) {
            return Verdict.warn("ollama_version", figures);
        }
        return here.get().compareTo(least.get()) < 0
                ? Verdict.refuse("ollama_version", ErrorCode.INCOMPATIBLE, figures)
                : Verdict.ok("ollama_version", figures);
    }

    /** The layers of a model belong together: none of them can be left out. */
    private Optional<Verdict> selection() {
        if (request.include().isEmpty() && request.exclude().isEmpty()) {
            return Optional.empty();
        }
        List<ImageFile> files = image.files();
        List<RelativePath> included = files.stream()
                .map(ImageFile::path)
                .filter(path -> request.include().isEmpty() || matches(request.include(), path))
                .toList();
        if (included.isEmpty()) {
            throw new VenomException(
                    ErrorCode.INVALID_REQUEST,
                    "No file of " + request.ref() + " matches " + String.join(", ", request.include()) + ".",
                    "Leave out the selection: a model of Ollama is installed whole.");
        }
        boolean isWhole = included.size() == files.size()
                && included.stream().noneMatch(path -> matches(request.exclude(), path));
        return isWhole
                ? Optional.empty()
                : Optional.of(Verdict.warn("selection", "ignored: the layers of a model of Ollama belong together"));
    }

    private static boolean matches(List<String> patterns, RelativePath path) {
        try {
            return patterns.stream()
                    .anyMatch(pattern -> FileSystems.getDefault()
                            .getPathMatcher("glob:" + pattern)
                            .matches(Path.of(path.text())));
        } catch (PatternSyntaxException malformed) {
            throw new VenomException(
                    ErrorCode.INVALID_REQUEST,
                    "A pattern is malformed: " + malformed.getDescription() + ".",
                    "Write * for any characters and ? for one.");
        }
    }
}
