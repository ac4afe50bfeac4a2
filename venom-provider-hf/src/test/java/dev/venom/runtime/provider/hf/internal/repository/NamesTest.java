package dev.venom.runtime.provider.hf.internal.repository;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.venom.runtime.api.error.ErrorCode;
import dev.venom.runtime.api.error.VenomException;
import dev.venom.runtime.api.model.RelativePath;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Names from people and from the network, before they become paths. */
class NamesTest {
    @ParameterizedTest
    @ValueSource(strings = {"gpt2", "org/model", "O_r-g.1/m", "a/b", "_x/y_"})
    void acceptsIds(String id) {
        assertThat(RepoId.ofFolder(new RepoId(id).folder())).contains(new RepoId(id));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "", "/", "a/", "/a", "a/b/c", "-a/b", "a/b-", "a--b/c", "a..b", "../b", "a/..", ".a", "a.git",
                "a/b.git", "a b", "a%2Fb", "ä/b", "a\\b"
            })
    void refusesWhatIsNoId(String id) {
        assertThatThrownBy(() -> new RepoId(id))
                .isInstanceOfSatisfying(
                        VenomException.class,
                        failure -> assertThat(failure.code()).isEqualTo(ErrorCode.INVALID_REQUEST));
    }

    @ParameterizedTest
    @ValueSource(strings = {"main", "refs/pr/1", "v1.0", "feature/x+y", "a#b"})
    void acceptsRevisions(String name) {
        assertThat(new Revision(name).name()).isEqualTo(name);
    }

    @ParameterizedTest
    @ValueSource(strings = {"..", "../x", "a/../b", "/a", "a//b", "a/", ".hidden", "a\\b", "C:x", "a/./b", "-x", "a~b"})
    void refusesRevisionsThatAreNoPaths(String name) {
        assertThatThrownBy(() -> new Revision(name))
                .isInstanceOfSatisfying(
                        VenomException.class,
                        failure -> assertThat(failure.code()).isEqualTo(ErrorCode.INVALID_REQUEST));
    }

    @Test
    void refusesAFileThatIsAlsoADirectory() {
        RepoTree.Builder tree = new RepoTree.Builder();
        tree.add(file("a", 1));
        tree.add(file("a/b/c", 1));

        assertThatThrownBy(tree::build)
                .isInstanceOfSatisfying(
                        VenomException.class,
                        failure -> assertThat(failure.code()).isEqualTo(ErrorCode.UNSAFE_FORMAT));
    }

    @Test
    void refusesAbsurdLengthsAndContradictions() {
        RepoTree.Builder tree = new RepoTree.Builder();
        tree.add(file("a", 1));

        assertThatThrownBy(() -> tree.add(file("b", -1))).isInstanceOf(VenomException.class);
        assertThatThrownBy(() -> tree.add(file("b", Long.MAX_VALUE))).isInstanceOf(VenomException.class);
        assertThatThrownBy(() -> tree.add(file("a", 2))).isInstanceOf(VenomException.class);
    }

    @Test
    void tellsOfNamesThatDifferInCaseOnly() {
        RepoTree.Builder tree = new RepoTree.Builder();
        tree.add(file("README.md", 1));
        tree.add(file("readme.md", 2));

        assertThat(tree.build().caseCollisions()).containsExactly("readme.md");
    }

    private static RepoFile file(String name, long size) {
        return new RepoFile(RelativePath.of(name), size, "0".repeat(40), Optional.empty(), Optional.empty());
    }
}
