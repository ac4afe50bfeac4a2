package dev.venom.runtime.core.internal.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.venom.runtime.api.model.InstallState;
import dev.venom.runtime.api.model.InstalledModel;
import dev.venom.runtime.api.model.ModelDescription;
import dev.venom.runtime.api.model.ModelRef;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class InstalledModelMatchTest {
    private static final String COMMIT = "abcdef0123456789abcdef0123456789abcdef01";
    private static final InstalledModel MAIN = model("hf:org/m@main", COMMIT);
    private static final InstalledModel BRANCH = model("hf:org/m@branch", "1".repeat(40));

    @Test
    void isTheOneOfThatRevision() {
        assertThat(meant("hf:org/m@branch", MAIN, BRANCH)).contains(BRANCH);
        assertThat(meant("hf:org/m", MAIN, BRANCH)).contains(MAIN);
    }

    @Test
    void isTheOnlyOneWhereNoRevisionIsAskedFor() {
        assertThat(meant("hf:org/m", BRANCH)).contains(BRANCH);
        assertThat(meant("hf:org/m@main", BRANCH)).isEmpty();
    }

    @Test
    void isTheOneOfThatCommit() {
        assertThat(meant("hf:org/m@" + COMMIT, MAIN, BRANCH)).contains(MAIN);
        assertThat(meant("hf:org/m@" + COMMIT.substring(0, 7), MAIN, BRANCH)).contains(MAIN);
        assertThat(meant("hf:org/m@ABCDEF0123", MAIN, BRANCH)).contains(MAIN);
        assertThat(meant("hf:org/m@abc", MAIN, BRANCH)).isEmpty();
    }

    @Test
    void isNoneWhereACommitIsInstalledTwice() {
        InstalledModel tag = model("hf:org/m@v1", COMMIT);

        assertThat(meant("hf:org/m@" + COMMIT, MAIN, tag)).isEmpty();
    }

    @Test
    void isTheExactSpellingOfTwo() {
        InstalledModel other = model("hf:ORG/m@main", COMMIT);

        assertThat(meant("hf:ORG/m", MAIN, other)).contains(other);
        assertThat(meant("hf:Org/M", MAIN, other)).isEmpty();
        assertThat(meant("hf:Org/M", other)).contains(other);
    }

    private static Optional<InstalledModel> meant(String asked, InstalledModel... installed) {
        ModelRef ref = ModelRef.parse(asked);
        return InstalledModelMatch.by(
                ref.revision().isPresent() ? ref : ref.at("main"),
                ref.revision().isEmpty(),
                List.of(installed));
    }

    private static InstalledModel model(String ref, String commit) {
        return new InstalledModel(
                ModelRef.parse(ref),
                commit,
                "m",
                Path.of("/cache", ref),
                List.of(),
                ModelDescription.UNKNOWN,
                Instant.EPOCH,
                Optional.empty(),
                Optional.empty(),
                InstallState.COMPLETE,
                Optional.empty());
    }
}
