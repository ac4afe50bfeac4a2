package dev.venom.runtime.testbed.hub.account;

import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Who has a valid token. Thread-safe. */
public final class Accounts {

    private final Map<String, Account> byToken = new ConcurrentHashMap<>();

    /** Nobody. */
    public Accounts() {}

    /** Makes a token valid. */
    public void add(String name, String token, String... repositories) {
        byToken.put(token, new Account(name, token, Set.of(repositories)));
    }

    /** Lets a token read one repository more: its owner was accepted, or got invited. */
    public void grant(String token, String repository) {
        byToken.computeIfPresent(token, (key, account) -> {
            Set<String> repositories = new HashSet<>(account.repositories());
            repositories.add(repository);
            return new Account(account.name(), token, repositories);
        });
    }

    /** Makes a token invalid. */
    public void revoke(String token) {
        byToken.remove(token);
    }

    /** Whose token this is. */
    public Optional<Account> find(String token) {
        return Optional.ofNullable(byToken.get(token));
    }
}
