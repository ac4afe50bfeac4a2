package dev.venom.runtime.provider.hf.internal.safety;

import dev.venom.runtime.api.model.Digest;
import dev.venom.runtime.provider.hf.internal.hub.RepoInfo;
import dev.venom.runtime.provider.hf.internal.json.MalformedJsonException;
import dev.venom.runtime.provider.hf.internal.repository.RepoFile;
import dev.venom.runtime.provider.hf.internal.selection.Selection;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Looks for code of a model's own in every file in which the Python libraries look for it: configurations of
 * transformers, tokenizers, processors, PEFT and sentence-transformers, indexes of diffusers, recipes of
 * SpeechBrain. What can't be judged is not taken for harmless. Immutable.
 */
public final class CodeSearch {
    /** Today's largest configurations have a tenth of it. */
    private static final long LARGEST_READ_BYTES = 16L << 20;

    private static final int MOST_FILES = 256;
    private static final Pattern PLACES = Pattern.compile(
            ".*config.*\\.json|modules\\.json|.*model_index\\.json|configuration\\.json|hyperparams\\.ya?ml");
    /** transformers runs it in the place of its own generate. */
    private static final String OWN_GENERATION = "custom_generate/generate.py";

    private final Selection selection;

    /**
     * A search.
     *
     * @param selection the files to be installed
     */
    public CodeSearch(Selection selection) {
        this.selection = selection;
    }

    /**
     * The files to look into.
     *
     * @return those of the selection that a loader would read, each content once
     */
    public List<RepoFile> places() {
        return different().filter(CodeSearch::isReadable).limit(MOST_FILES).toList();
    }

    /**
     * Looks.
     *
     * @param contents reads a file; empty where it can't be had here
     * @param info what the Hub says
     * @return what was found
     */
    public RemoteCode in(Function<RepoFile, Optional<byte[]>> contents, RepoInfo info) {
        Set<String> names =
                selection.files().stream().map(file -> file.path().text()).collect(Collectors.toSet());
        Set<String> reasons = new LinkedHashSet<>();
        List<String> unjudged = new ArrayList<>(outsideLimits());
        boolean unseen = false;
        for (RepoFile place : places()) {
            Optional<byte[]> content = contents.apply(place);
            unseen |= content.isEmpty();
            CodeReferences mentions = new CodeReferences(place.path(), names);
            try {
                content.ifPresent(mentions::look);
            } catch (MalformedJsonException unreadable) {
                unjudged.add(place.path() + " is not what Python reads as JSON");
            }
            reasons.addAll(mentions.reasons());
        }
        if (names.contains(OWN_GENERATION)) {
            reasons.add(OWN_GENERATION);
        }
        if (reasons.isEmpty() && info.customCode()) {
            reasons.add("the Hub marks it custom_code");
        }
        return new RemoteCode(List.copyOf(reasons), unjudged, unseen);
    }

    private List<String> outsideLimits() {
        List<String> unjudged = new ArrayList<>();
        different()
                .filter(file -> !isReadable(file))
                .map(file -> file.path() + " has " + file.sizeBytes() + " bytes, more than is read here")
                .forEach(unjudged::add);
        long readable = different().filter(CodeSearch::isReadable).count();
        if (readable > MOST_FILES) {
            unjudged.add("loaders look for code in " + readable + " files, more than are read here");
        }
        return unjudged;
    }

    private static boolean isReadable(RepoFile file) {
        return file.sizeBytes() <= LARGEST_READ_BYTES;
    }

    /** Checkpoints beside a model repeat its configuration. */
    private Stream<RepoFile> different() {
        Set<Digest> seen = new HashSet<>();
        return selection.files().stream().filter(CodeSearch::isPlace).filter(file -> seen.add(file.digest()));
    }

    private static boolean isPlace(RepoFile file) {
        return PLACES.matcher(file.path().fileName().toLowerCase(Locale.ROOT)).matches();
    }
}
