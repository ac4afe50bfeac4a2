package dev.venom.runtime.provider.hf.internal.safety;

import dev.venom.runtime.api.error.ErrorCode;
import dev.venom.runtime.api.model.ModelFormat;
import dev.venom.runtime.api.model.Verdict;
import dev.venom.runtime.provider.hf.internal.hub.RepoInfo;
import dev.venom.runtime.provider.hf.internal.repository.RepoTree;
import dev.venom.runtime.provider.hf.internal.selection.Selection;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Judges a selection: {@code format}, {@code remote_code}, {@code names}, {@code files}, {@code scan}. */
public final class SafetyVerdicts {
    private static final int MOST_NAMES = 3;

    private final boolean unsafeAllowed;

    /**
     * A judge.
     *
     * @param unsafeAllowed true if somebody accepts what would be refused
     */
    public SafetyVerdicts(boolean unsafeAllowed) {
        this.unsafeAllowed = unsafeAllowed;
    }

    /**
     * Judges.
     *
     * @param selection the files to be installed
     * @param tree all files of the commit
     * @param info what the Hub says
     * @param remoteCode whether the model needs code of its own
     * @return the verdicts
     */
    public List<Verdict> of(Selection selection, RepoTree tree, RepoInfo info, RemoteCode remoteCode) {
        List<Verdict> verdicts = new ArrayList<>();
        verdicts.addAll(format(selection));
        verdicts.add(remoteCode(selection, remoteCode));
        if (!tree.caseCollisions().isEmpty()) {
            verdicts.add(Verdict.warn(
                    "names",
                    "names that differ in case only collide on some file systems: " + some(tree.caseCollisions())));
        }
        strangers(selection).ifPresent(verdicts::add);
        scan(selection, info.scan()).ifPresent(verdicts::add);
        return verdicts;
    }

    /** What names tell; whether weights are what they seem to be, the core reads from their headers. */
    private List<Verdict> format(Selection selection) {
        List<Verdict> verdicts = new ArrayList<>();
        unsafe(selection).ifPresent(verdicts::add);
        if (!selection.gaps().isEmpty()) {
            verdicts.add(Verdict.refuse("format", ErrorCode.INCOMPATIBLE, sentence(selection.gaps())));
        }
        if (!selection.remarks().isEmpty()) {
            verdicts.add(Verdict.warn("format", sentence(selection.remarks())));
        }
        if (selection.format() == ModelFormat.OTHER) {
            verdicts.add(Verdict.warn("format", unread(selection.otherWeights())));
        }
        return verdicts;
    }

    private static String unread(List<String> weights) {
        return weights.isEmpty()
                ? "no weights are known among the files"
                : "weights of a kind that is not read here: " + some(weights);
    }

    private Optional<Verdict> unsafe(Selection selection) {
        List<String> unsafe = selection.unsafeFiles();
        if (unsafe.isEmpty()) {
            return Optional.empty();
        }
        String detail = "loading can run code, because these hold Python objects or programs: " + some(unsafe);
        return Optional.of(unsafe("format", detail, "--allow-unsafe takes them"));
    }

    private static Optional<Verdict> strangers(Selection selection) {
        List<String> told = new ArrayList<>();
        List<String> taken = selection.unknownFiles().stream()
                .map(file -> file.path().text())
                .toList();
        if (!taken.isEmpty()) {
            told.add("taken, though their names say nothing: " + some(taken));
        }
        if (!selection.strangersLeftOut().isEmpty()) {
            told.add("left out, as nothing is known to need them: " + some(selection.strangersLeftOut())
                    + "; --include takes them");
        }
        return told.isEmpty() ? Optional.empty() : Optional.of(Verdict.warn("files", String.join("; ", told)));
    }

    private Verdict remoteCode(Selection selection, RemoteCode code) {
        if (!code.reasons().isEmpty()) {
            return unsafe(
                    "remote_code",
                    "the model runs code of its own: " + some(code.reasons()),
                    "read it, then --allow-unsafe accepts it");
        }
        if (!code.unjudged().isEmpty()) {
            return unsafe(
                    "remote_code",
                    "whether the model runs code of its own could not be judged: " + some(code.unjudged()),
                    "--allow-unsafe accepts it unseen");
        }
        if (code.unseen()) {
            return Verdict.warn("remote_code", "not judged, as its files can't be read from here");
        }
        List<String> sources = selection.codeFiles();
        return sources.isEmpty()
                ? Verdict.ok("remote_code", "none")
                : Verdict.warn("remote_code", "holds sources that nothing here runs: " + some(sources));
    }

    private Verdict unsafe(String check, String detail, String way) {
        return unsafeAllowed
                ? Verdict.warn(check, detail + "; allowed")
                : Verdict.refuse(check, ErrorCode.UNSAFE_FORMAT, detail + "; " + way);
    }

    /** Advisory: a scan may be late, or wrong either way. */
    private static Optional<Verdict> scan(Selection selection, RepoInfo.Scan scan) {
        List<String> concerned = selection.files().stream()
                .map(file -> file.path().text())
                .filter(scan.suspicious()::contains)
                .toList();
        if (!concerned.isEmpty()) {
            return Optional.of(Verdict.warn("scan", "the Hub's scan has findings in " + some(concerned)));
        }
        return scan.done() ? Optional.of(Verdict.ok("scan", "the Hub found nothing")) : Optional.empty();
    }

    private static String sentence(List<String> parts) {
        String shown = String.join("; ", parts.subList(0, Math.min(MOST_NAMES, parts.size())));
        return parts.size() > MOST_NAMES ? shown + "; and " + (parts.size() - MOST_NAMES) + " more" : shown;
    }

    private static String some(List<String> names) {
        String shown = String.join(", ", names.subList(0, Math.min(MOST_NAMES, names.size())));
        return names.size() > MOST_NAMES ? shown + " and " + (names.size() - MOST_NAMES) + " more" : shown;
    }
}
