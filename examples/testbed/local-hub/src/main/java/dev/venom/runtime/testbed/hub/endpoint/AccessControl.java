package dev.venom.runtime.testbed.hub.endpoint;

import dev.venom.runtime.testbed.hub.account.Account;
import dev.venom.runtime.testbed.hub.account.Accounts;
import dev.venom.runtime.testbed.hub.repository.Access;
import dev.venom.runtime.testbed.hub.repository.Commit;
import dev.venom.runtime.testbed.hub.repository.HubRepository;
import dev.venom.runtime.testbed.hub.repository.Repositories;
import dev.venom.runtime.testbed.hub.wire.Percent;
import dev.venom.runtime.testbed.hub.wire.Request;
import dev.venom.runtime.testbed.hub.wire.Response;
import java.util.Optional;
import java.util.regex.Pattern;

/** Decides who may see which repository. Thread-safe. */
final class AccessControl {

    private static final String BEARER = "Bearer ";

    private final Repositories repositories;
    private final Accounts accounts;

    AccessControl(Repositories repositories, Accounts accounts) {
        this.repositories = repositories;
        this.accounts = accounts;
    }

    /** Whose token came with the request; empty without one. */
    Optional<Account> visitor(Request request) throws HttpErrorException {
        Optional<String> credentials = request.header("Authorization");
        if (credentials.isEmpty()) {
            return Optional.empty();
        }
        Optional<Account> account = credentials
                .filter(value -> value.startsWith(BEARER))
                .flatMap(value -> accounts.find(value.substring(BEARER.length())));
        if (account.isEmpty()) {
            throw new HttpErrorException(HubErrors.invalidCredentials());
        }
        return account;
    }

    /** The repository, if this request may know of it. */
    HubRepository enter(Request request, String id) throws HttpErrorException {
        Optional<Account> visitor = visitor(request);
        Optional<String> presentId = repositories.presentId(id);
        if (presentId.isPresent()) {
            throw new HttpErrorException(movedTo(request, id, presentId.get()));
        }
        Optional<HubRepository> repository = repositories.find(id).filter(found -> isVisible(found, visitor));
        if (repository.isEmpty()) {
            throw new HttpErrorException(
                    visitor.isPresent() ? HubErrors.repositoryNotFound() : HubErrors.repositoryNotFoundForStranger());
        }
        if (repository.get().access() == Access.DISABLED) {
            throw new HttpErrorException(HubErrors.disabled());
        }
        return repository.get();
    }

    /** Lets a request pass to the files of a repository that it has entered. */
    void passToFiles(Request request, HubRepository repository) throws HttpErrorException {
        if (!repository.access().isGated()) {
            return;
        }
        Optional<Account> visitor = visitor(request);
        if (visitor.isEmpty()) {
            throw new HttpErrorException(HubErrors.gated(401, repository.id()));
        }
        if (!visitor.get().mayRead(repository.id())) {
            throw new HttpErrorException(HubErrors.gated(403, repository.id()));
        }
    }

    /** Whether a visitor may know that a repository exists. */
    static boolean isVisible(HubRepository repository, Optional<Account> visitor) {
        return repository.access() != Access.PRIVATE
                || visitor.filter(account -> account.mayRead(repository.id())).isPresent();
    }

    /** The commit that the revision names. */
    static Commit commit(HubRepository repository, String revision) throws HttpErrorException {
        return repository
                .find(revision)
                .orElseThrow(() -> new HttpErrorException(HubErrors.revisionNotFound(revision)));
    }

    private static Response movedTo(Request request, String formerId, String presentId) {
        String location = request.target()
                .replaceFirst("/" + Pattern.quote(formerId) + "(?=[/?]|$)", "/" + Percent.encode(presentId, "/"));
        return Response.redirect(307, location);
    }
}
