package dev.venom.runtime.core.internal.compatibility;

import dev.venom.runtime.api.error.ErrorCode;
import dev.venom.runtime.api.model.Verdict;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Whether vLLM serves an architecture: yes; perhaps, by its fallback to Transformers ({@code --model-impl auto}); no.
 * Immutable.
 *
 * @param list what one version serves
 * @param version the runtime's version, where it is known
 */
record ArchitectureCheck(VllmArchitectures list, Optional<VllmVersion> version) {
    private static final String CHECK = "architecture";
    /** Tasks for which neither vLLM nor its fallback has an endpoint. */
    private static final Set<String> FOREIGN_TASKS = Set.of(
            "ForImageClassification",
            "ForObjectDetection",
            "ForSemanticSegmentation",
            "ForImageSegmentation",
            "ForQuestionAnswering",
            "ForMultipleChoice",
            "ForAudioClassification",
            "ForCTC",
            "ForDepthEstimation",
            "ForPreTraining");

    Verdict judge(List<String> architectures) {
        if (architectures.isEmpty()) {
            return Verdict.warn(CHECK, "the model does not say what it is: no \"architectures\" in its config.json");
        }
        // vLLM takes the first that it knows.
        return architectures.stream()
                .filter(name -> list.find(name).isPresent())
                .findFirst()
                .map(name -> listed(name, list.find(name).orElseThrow()))
                .orElseGet(() -> unlisted(architectures.get(0)));
    }

    private Verdict listed(String name, VllmArchitectures.Entry entry) {
        return switch (entry.standing()) {
            case SERVED -> served(name);
            case DRAFT_ONLY ->
                refuse(name
                        + " is a draft model for speculative decoding; vLLM serves it only beside its target model");
            case BY_PLUGIN -> Verdict.warn(CHECK, name + " is served with the plugin " + entry.note() + " only");
            case REMOVED -> removed(name, entry.note());
        };
    }

    private Verdict served(String name) {
        boolean older =
                version.filter(known -> known.compareTo(list.version()) < 0).isPresent();
        String listed = name + " is in the list of vLLM " + list.version() + " (" + list.date() + ")";
        return older
                ? Verdict.warn(
                        CHECK, listed + "; this runtime is the older " + version.orElseThrow() + " and may lack it")
                : Verdict.ok(CHECK, listed);
    }

    private Verdict removed(String name, String last) {
        String until = name + " was supported in vLLM until " + last;
        if (version.isEmpty()) {
            return Verdict.warn(CHECK, until + "; this runtime's version is not known");
        }
        boolean has = VllmVersion.parse(last)
                .filter(limit -> version.get().compareTo(limit) <= 0)
                .isPresent();
        return has
                ? Verdict.ok(CHECK, until + ", and this runtime is " + version.get())
                : refuse(until + ", and this runtime is " + version.get() + "; install another model or an older vLLM");
    }

    private Verdict unlisted(String name) {
        if (FOREIGN_TASKS.stream().anyMatch(name::endsWith)) {
            return refuse(name + " does a task for which vLLM has no endpoint");
        }
        return Verdict.warn(
                CHECK,
                name + " is not in the list of vLLM " + list.version()
                        + "; it may be served through the fallback to Transformers, more slowly");
    }

    private static Verdict refuse(String why) {
        return Verdict.refuse(CHECK, ErrorCode.INCOMPATIBLE, why);
    }
}
