package dev.venom.runtime.provider.hf.internal.resolve;

import dev.venom.runtime.api.model.Verdict;
import dev.venom.runtime.provider.hf.internal.hub.RepoInfo;
import dev.venom.runtime.provider.hf.internal.repository.RepoTree;
import java.util.List;

/**
 * What was learnt about a commit before anything is selected. Immutable.
 *
 * @param commit the commit
 * @param tree its files
 * @param isWhole true if the Hub listed them; false if they are only what lies on disk
 * @param info what the Hub says about the model
 * @param verdicts what it says against it
 */
record Listing(String commit, RepoTree tree, boolean isWhole, RepoInfo info, List<Verdict> verdicts) {}
