package dev.venom.runtime.provider.hf.internal.selection;

import dev.venom.runtime.provider.hf.internal.repository.RepoFile;
import java.util.Collection;
import java.util.List;

/** File names as a sentence shows them: the first few of many. */
final class Names {
    private static final int MOST_SHOWN = 3;

    private Names() {}

    static String of(Collection<RepoFile> files) {
        return some(files.stream().map(file -> file.path().text()).sorted().toList());
    }

    static String some(List<String> names) {
        String shown = String.join(", ", names.subList(0, Math.min(MOST_SHOWN, names.size())));
        return names.size() > MOST_SHOWN ? shown + " and " + (names.size() - MOST_SHOWN) + " more" : shown;
    }
}
