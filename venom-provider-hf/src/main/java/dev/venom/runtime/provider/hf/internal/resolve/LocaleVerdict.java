package dev.venom.runtime.provider.hf.internal.resolve;

import dev.venom.runtime.api.error.ErrorCode;
import dev.venom.runtime.api.model.Verdict;
import dev.venom.runtime.provider.hf.internal.repository.RepoFile;
import java.util.List;
import java.util.Optional;

/** Judges whether this host's locale can express the names of the files selected. */
final class LocaleVerdict {
    private LocaleVerdict() {}

    static Optional<Verdict> of(List<RepoFile> selected) {
        List<RepoFile> foreign =
                selected.stream().filter(file -> !file.path().isExpressible()).toList();
        if (foreign.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(Verdict.refuse(
                "file_names",
                ErrorCode.INCOMPATIBLE,
                "this host's locale (" + System.getProperty("sun.jnu.encoding", "unknown")
                        + ") can't express the names of " + foreign.size() + " files, such as '"
                        + foreign.get(0).path().text().replaceAll("[^\\x20-\\x7e]", "?")
                        + "'; run in a UTF-8 locale, for instance with LC_ALL=C.UTF-8"));
    }
}
