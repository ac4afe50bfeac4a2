package dev.venom.runtime.testbed.ollama.registry;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.venom.runtime.testbed.hub.wire.Request;
import dev.venom.runtime.testbed.hub.wire.Response;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/** Decides who may read what, and gives out tokens. Thread-safe. */
public final class AccessControl {

    private static final String BEARER = "Bearer ";

    private final Set<String> privateRepositories = ConcurrentHashMap.newKeySet();
    private final Set<String> keys = ConcurrentHashMap.newKeySet();
    private final Set<String> credentials = ConcurrentHashMap.newKeySet();
    private final Set<String> tokens = ConcurrentHashMap.newKeySet();
    private volatile Challenge challenge = Challenge.SIGNED_KEY;

    /** An open door. */
    public AccessControl() {}

    /** Closes a repository, such as {@code team/model}, to those who are not known. */
    public void close(String repository) {
        privateRepositories.add(repository);
    }

    /** How those are answered who are not let in. */
    public void challenge(Challenge manner) {
        challenge = manner;
    }

    /** Knows somebody by a public key, a line as in {@code id_ed25519.pub}. */
    public void admitKey(String openSshLine) {
        keys.add(openSshLine.strip().split(" ")[1]);
    }

    /** Knows somebody by name and password. */
    public void admit(String user, String password) {
        credentials.add(basic(user, password));
    }

    /** Ends all tokens given out so far. */
    public void revokeTokens() {
        tokens.clear();
    }

    /** The refusal of this request; empty where it may pass. */
    Optional<Response> refuse(Request request, String repository) {
        boolean closed = challenge == Challenge.ANONYMOUS_TOKEN || privateRepositories.contains(repository);
        return closed && !isKnown(request) ? Optional.of(challenge(request, repository)) : Optional.empty();
    }

    /** A token, or a refusal. */
    Response token(Request request) {
        boolean granted = switch (challenge) {
            case SIGNED_KEY ->
                SignedRequest.of(request)
                        .filter(signed -> keys.contains(signed.key()))
                        .filter(SignedRequest::isGenuine)
                        .isPresent();
            case PASSWORD_TOKEN -> hasCredentials(request);
            case ANONYMOUS_TOKEN -> true;
            case BASIC, FOREIGN_REALM, NONE -> false;
        };
        return granted ? issue() : RegistryErrors.unauthorized();
    }

    private Response issue() {
        String token = UUID.randomUUID().toString();
        tokens.add(token);
        return RegistryErrors.json(200, JsonNodeFactory.instance.objectNode().put("token", token));
    }

    private boolean isKnown(Request request) {
        if (challenge == Challenge.BASIC) {
            return hasCredentials(request);
        }
        return request.header("Authorization")
                .filter(value -> value.startsWith(BEARER) && tokens.contains(value.substring(BEARER.length())))
                .isPresent();
    }

    private boolean hasCredentials(Request request) {
        return request.header("Authorization").filter(credentials::contains).isPresent();
    }

    private Response challenge(Request request, String repository) {
        Response refusal = RegistryErrors.unauthorized();
        String host = request.header("Host").orElse("127.0.0.1");
        return switch (challenge) {
            case NONE -> refusal;
            case BASIC -> refusal.header("WWW-Authenticate", "Basic realm=\"local registry\"");
            case FOREIGN_REALM ->
                refusal.header(
                        "WWW-Authenticate", bearer("http://" + host.replace("127.0.0.1", "localhost"), repository));
            case SIGNED_KEY, PASSWORD_TOKEN, ANONYMOUS_TOKEN ->
                refusal.header("WWW-Authenticate", bearer("http://" + host, repository));
        };
    }

    private static String bearer(String realmOrigin, String repository) {
        return "Bearer realm=\"" + realmOrigin + "/v2/token\",service=\"" + "local-registry" + "\",scope=\"repository:"
                + repository + ":pull\"";
    }

    private static String basic(String user, String password) {
        byte[] pair = (user + ":" + password).getBytes(StandardCharsets.UTF_8);
        return "Basic " + Base64.getEncoder().encodeToString(pair);
    }
}
