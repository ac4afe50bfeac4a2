package dev.venom.runtime.testbed.hub.account;

import java.util.Set;

/**
 * Someone with an access token. Immutable.
 *
 * @param name the user's name
 * @param token what stands behind {@code Bearer}
 * @param repositories ids of the private and gated repositories that the token may read
 */
public record Account(String name, String token, Set<String> repositories) {

    /** Copies the set. */
    public Account {
        repositories = Set.copyOf(repositories);
    }

    /** Whether this account may read that repository, were it private or gated. */
    public boolean mayRead(String repository) {
        return repositories.contains(repository);
    }

    @Override
    public String toString() {
        return "Account[name=" + name + ", token=***]";
    }
}
