package dev.venom.runtime.testbed.hub.repository;

import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;

/**
 * A model's repository: commits, and refs that point to them and may move while a test runs. Refs have their full names
 * inside ({@code refs/heads/main}, {@code refs/tags/v1}, {@code refs/pr/1}). Thread-safe.
 */
public final class HubRepository {

    private static final String BRANCH = "refs/heads/";
    private static final String TAG = "refs/tags/";
    private static final String PULL_REQUEST = "refs/pr/";

    private final String id;
    private final ModelFacts facts;
    private final Instant createdAt;
    private final Map<String, Commit> commits = new ConcurrentHashMap<>();
    private final SortedMap<String, Commit> refs = new ConcurrentSkipListMap<>();
    private volatile Access access;

    HubRepository(String id, ModelFacts facts, Access access, Commit first) {
        this.id = id;
        this.facts = facts;
        this.access = access;
        this.createdAt = first.date();
        point(BRANCH + "main", first);
    }

    /** Begins a repository of this id: {@code org/name}, or an old one without an organisation. */
    public static RepositoryBuilder named(String id) {
        return new RepositoryBuilder(id);
    }

    /** Such as {@code org/name}. */
    public String id() {
        return id;
    }

    /** The part before the slash; empty if there is none. */
    public String author() {
        return id.substring(0, Math.max(0, id.indexOf('/')));
    }

    /** What is known besides the files. */
    public ModelFacts facts() {
        return facts;
    }

    /** The date of the first commit. */
    public Instant createdAt() {
        return createdAt;
    }

    /** Who may read it now. */
    public Access access() {
        return access;
    }

    /** Changes who may read it. */
    public void restrict(Access level) {
        access = level;
    }

    /** The commit that the branch {@code main} points to. */
    public Commit head() {
        return branch("main");
    }

    /** The commit that a branch points to. */
    public Commit branch(String name) {
        return find(name)
                .orElseThrow(() -> new IllegalArgumentException("The repository " + id + " has no branch " + name));
    }

    /** The commit that a branch, a tag, {@code refs/pr/1} or a full commit id names. */
    public Optional<Commit> find(String revision) {
        return Optional.ofNullable(refs.get(BRANCH + revision))
                .or(() -> Optional.ofNullable(refs.get(TAG + revision)))
                .or(() -> Optional.ofNullable(refs.get(revision)))
                .or(() -> Optional.ofNullable(commits.get(revision)));
    }

    /** Begins a commit on that branch, which is made from {@code main} if it does not exist. */
    public CommitBuilder commitTo(String branch) {
        return commitOn(BRANCH + branch, find(branch).orElseGet(this::head));
    }

    /** Begins a commit on {@code refs/pr/number}, which is made from {@code main} if it does not exist. */
    public CommitBuilder commitToPullRequest(int number) {
        String ref = PULL_REQUEST + number;
        return commitOn(ref, find(ref).orElseGet(this::head));
    }

    /** Points a branch to a commit, back or forth. */
    public void moveBranch(String name, Commit commit) {
        point(BRANCH + name, commit);
    }

    /** Points a tag to a commit. */
    public void tag(String name, Commit commit) {
        point(TAG + name, commit);
    }

    /** Branches with their commits. */
    public SortedMap<String, Commit> branches() {
        return refsBelow(BRANCH);
    }

    /** Tags with their commits. */
    public SortedMap<String, Commit> tags() {
        return refsBelow(TAG);
    }

    /** Pull requests, by number, with their commits. */
    public SortedMap<String, Commit> pullRequests() {
        return refsBelow(PULL_REQUEST);
    }

    private CommitBuilder commitOn(String ref, Commit parent) {
        return new CommitBuilder(parent.files(), change -> {
            Instant date = parent.date().plus(Duration.ofHours(1));
            Commit commit = Commit.of(parent.id(), change.title(), date, change.files());
            point(ref, commit);
            return commit;
        });
    }

    private void point(String ref, Commit commit) {
        commits.put(commit.id(), commit);
        refs.put(ref, commit);
    }

    private SortedMap<String, Commit> refsBelow(String prefix) {
        SortedMap<String, Commit> found = new TreeMap<>();
        refs.tailMap(prefix).forEach((ref, commit) -> {
            if (ref.startsWith(prefix)) {
                found.put(ref.substring(prefix.length()), commit);
            }
        });
        return Collections.unmodifiableSortedMap(found);
    }
}
