package dev.venom.runtime.testbed.hub.repository;

import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Prepares a repository with its first commit, on the branch {@code main}. Confined to one thread. */
public final class RepositoryBuilder extends FileCollector<RepositoryBuilder> {

    /** A fixed date, so that commit ids are the same in every run. */
    private static final Instant FIRST_COMMIT = Instant.parse("2024-01-01T00:00:00Z");

    private final String id;
    private final Set<String> tags = new LinkedHashSet<>();
    private final Map<String, Long> safetensors = new LinkedHashMap<>();
    private final Map<String, String> securityStatuses = new LinkedHashMap<>();
    private Instant date = FIRST_COMMIT;
    private Access access = Access.PUBLIC;
    private @Nullable String pipelineTag;
    private @Nullable String libraryName;
    private @Nullable String license;
    private @Nullable GgufFacts gguf;
    private long downloads;
    private long likes;

    RepositoryBuilder(String id) {
        super(new TreeMap<>());
        this.id = id;
    }

    /** Tags, such as {@code vllm} or {@code en}. */
    public RepositoryBuilder tags(String... added) {
        tags.addAll(Arrays.asList(added));
        return this;
    }

    /** The task, which becomes a tag too. */
    public RepositoryBuilder pipelineTag(String task) {
        pipelineTag = task;
        return tags(task);
    }

    /** The library, which becomes a tag too. */
    public RepositoryBuilder libraryName(String library) {
        libraryName = library;
        return tags(library);
    }

    /** The licence's short name, which becomes a tag too. */
    public RepositoryBuilder license(String shortName) {
        license = shortName;
        return tags("license:" + shortName);
    }

    /** Downloads of the last month. */
    public RepositoryBuilder downloads(long count) {
        downloads = count;
        return this;
    }

    /** Likes. */
    public RepositoryBuilder likes(long count) {
        likes = count;
        return this;
    }

    /** Parameters of one type in the safetensors files. */
    public RepositoryBuilder safetensors(String type, long parameters) {
        safetensors.put(type, parameters);
        return this;
    }

    /** What to tell of the GGUF file. */
    public RepositoryBuilder gguf(GgufFacts facts) {
        gguf = facts;
        return this;
    }

    /** The verdict of the Hub's scanners on a file, such as {@code unsafe}. */
    public RepositoryBuilder securityStatus(String path, String status) {
        securityStatuses.put(path, status);
        return this;
    }

    /** When the first commit was made. */
    public RepositoryBuilder date(Instant time) {
        date = time;
        return this;
    }

    /** Who may read it. */
    public RepositoryBuilder access(Access level) {
        access = level;
        return this;
    }

    /** The repository. Digests of all files are computed here. */
    public HubRepository build() {
        return new HubRepository(id, facts(), access, Commit.of(id, "Initial commit", date, files()));
    }

    @Override
    RepositoryBuilder self() {
        return this;
    }

    private ModelFacts facts() {
        return new ModelFacts(
                tags.stream().toList(),
                Optional.ofNullable(pipelineTag),
                Optional.ofNullable(libraryName),
                Optional.ofNullable(license),
                downloads,
                likes,
                safetensors,
                Optional.ofNullable(gguf),
                securityStatuses);
    }
}
