package dev.venom.runtime.provider.hf.internal.selection;

import dev.venom.runtime.api.error.ErrorCode;
import dev.venom.runtime.api.error.VenomException;
import dev.venom.runtime.api.model.GgufFileName;
import dev.venom.runtime.provider.hf.internal.repository.RepoFile;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

/**
 * The quantizations of GGUF that somebody asks for by their names. Immutable.
 *
 * @param labels such as {@code Q4_K_M}, in any case; none where nobody asks
 */
record Quantizations(List<String> labels) {
    /** Copies the list. */
    Quantizations {
        labels = List.copyOf(labels);
    }

    /** Whether a file holds weights in one of them. */
    boolean holds(RepoFile file) {
        return quantization(file)
                .filter(own -> labels.stream().anyMatch(own::equalsIgnoreCase))
                .isPresent();
    }

    /** Whether a file is no weights of another kind; a projector goes along with any. */
    boolean leaveIn(RepoFile file) {
        return labels.isEmpty()
                || holds(file)
                || GgufFileName.of(file.path())
                        .filter(name -> name.role() == GgufFileName.Role.PROJECTOR)
                        .isPresent()
                || CompanionFiles.holds(file);
    }

    /** Refuses those that a repository does not have, and says which it has. */
    void requireIn(List<RepoFile> files) {
        for (String label : labels) {
            if (files.stream().noneMatch(new Quantizations(List.of(label))::holds)) {
                TreeSet<String> there = new TreeSet<>();
                files.forEach(file -> quantization(file).ifPresent(there::add));
                throw new VenomException(
                        ErrorCode.INVALID_REQUEST,
                        "The model has no GGUF file in the quantization '" + label.replaceAll("[^\\x20-\\x7e]", "?")
                                + "'.",
                        there.isEmpty()
                                ? "Name the model without it: it has no quantizations of GGUF."
                                : "Name one that it has: " + Names.some(new ArrayList<>(there)) + ".");
            }
        }
    }

    private static Optional<String> quantization(RepoFile file) {
        return GgufFileName.of(file.path())
                .filter(name -> name.role() != GgufFileName.Role.PROJECTOR)
                .flatMap(GgufFileName::quantization);
    }
}
