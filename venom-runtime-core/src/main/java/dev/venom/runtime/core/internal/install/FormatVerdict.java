package dev.venom.runtime.core.internal.install;

import dev.venom.runtime.api.error.ErrorCode;
import dev.venom.runtime.api.model.ModelDescription;
import dev.venom.runtime.api.model.ModelFormat;
import dev.venom.runtime.api.model.Verdict;
import dev.venom.runtime.api.model.Verdict.Result;
import dev.venom.runtime.core.internal.format.Finding;
import dev.venom.runtime.core.internal.format.Finding.Weight;
import dev.venom.runtime.core.internal.format.Inspection;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * The verdict {@code format}: what the provider says of names, completed with what the files say of themselves. It is
 * ok only where something was read. Immutable.
 */
final class FormatVerdict {
    private static final String CHECK = "format";
    private static final int MOST_FINDINGS = 3;

    private final boolean unsafeAllowed;

    FormatVerdict(boolean unsafeAllowed) {
        this.unsafeAllowed = unsafeAllowed;
    }

    /** A provider's verdicts with this one in the place of its own, or else before all others. */
    List<Verdict> completed(List<Verdict> ofProvider, Inspection inspection) {
        List<Verdict> parts = new ArrayList<>(
                ofProvider.stream().filter(FormatVerdict::isFormat).toList());
        parts.addAll(of(inspection));
        Optional<Verdict> whole = parts.isEmpty() ? Optional.empty() : Optional.of(merged(parts));
        List<Verdict> completed = new ArrayList<>();
        boolean placed = false;
        for (Verdict verdict : ofProvider) {
            if (!isFormat(verdict)) {
                completed.add(verdict);
            } else if (!placed) {
                completed.add(whole.orElseThrow());
                placed = true;
            }
        }
        if (!placed) {
            whole.ifPresent(completed::add);
        }
        return completed;
    }

    private List<Verdict> of(Inspection inspection) {
        List<Verdict> verdicts = new ArrayList<>();
        told(inspection.findings(), Weight.CODE)
                .ifPresent(text -> verdicts.add(
                        unsafeAllowed
                                ? Verdict.warn(CHECK, text + "; allowed")
                                : Verdict.refuse(
                                        CHECK, ErrorCode.UNSAFE_FORMAT, text + "; --allow-unsafe takes them")));
        told(inspection.findings(), Weight.DAMAGE)
                .ifPresent(text -> verdicts.add(Verdict.refuse(CHECK, ErrorCode.INCOMPATIBLE, text)));
        told(inspection.findings(), Weight.DOUBT).ifPresent(text -> verdicts.add(Verdict.warn(CHECK, text)));
        if (inspection.readFiles() > 0) {
            verdicts.add(Verdict.ok(CHECK, read(inspection)));
        }
        return verdicts;
    }

    private static Optional<String> told(Collection<Finding> findings, Weight weight) {
        List<String> texts = findings.stream()
                .filter(finding -> finding.weight() == weight)
                .map(Finding::text)
                .toList();
        if (texts.isEmpty()) {
            return Optional.empty();
        }
        String shown = String.join("; ", texts.subList(0, Math.min(MOST_FINDINGS, texts.size())));
        return Optional.of(
                texts.size() > MOST_FINDINGS ? shown + "; and " + (texts.size() - MOST_FINDINGS) + " more" : shown);
    }

    private static String read(Inspection inspection) {
        ModelDescription description = inspection.description();
        String name = description.format() == ModelFormat.GGUF
                ? "GGUF" + description.quantization().map(label -> " " + label).orElse("")
                : "safetensors";
        return inspection.readFiles() == inspection.weightFiles()
                ? name
                : name + ", " + inspection.readFiles() + " of " + inspection.weightFiles() + " headers read";
    }

    /** The gravest result, with everything that is not ok; what is ok is told where nothing else is. */
    private static Verdict merged(List<Verdict> parts) {
        Verdict gravest =
                parts.stream().max(Comparator.comparing(Verdict::result)).orElseThrow();
        if (gravest.result() == Result.OK) {
            return parts.get(parts.size() - 1);
        }
        List<String> details = parts.stream()
                .filter(part -> part.result() != Result.OK)
                .sorted(Comparator.comparing(Verdict::result).reversed())
                .map(Verdict::detail)
                .distinct()
                .toList();
        Optional<ErrorCode> refusal =
                parts.stream().flatMap(part -> part.refusal().stream()).findFirst();
        return new Verdict(CHECK, gravest.result(), String.join("; ", details), refusal);
    }

    private static boolean isFormat(Verdict verdict) {
        return verdict.check().equals(CHECK);
    }
}
