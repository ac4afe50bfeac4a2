package dev.venom.runtime.provider.ollama.internal.registry;

import com.fasterxml.jackson.databind.JsonNode;
import dev.venom.runtime.api.error.VenomException;
import dev.venom.runtime.provider.ollama.internal.json.Json;
import dev.venom.runtime.provider.ollama.internal.json.MalformedJsonException;
import dev.venom.runtime.spi.transport.Credential;
import dev.venom.runtime.spi.transport.HttpCall;
import dev.venom.runtime.spi.transport.HttpReply;
import dev.venom.runtime.spi.transport.Origin;
import dev.venom.runtime.spi.transport.ReplyHead;
import dev.venom.runtime.spi.transport.Transport;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How this host identifies itself to one registry: with a token that the registry gives for a signature by the key
 * of the daemon, or to everybody. Asked for only where the registry wants one. Thread-safe.
 */
public final class RegistryAccess {
    private static final Logger LOG = LoggerFactory.getLogger(RegistryAccess.class);
    /** Tokens live for some minutes; a download lives longer. */
    private static final Duration TOKEN_LIFE = Duration.ofSeconds(60);

    private static final Duration TIMEOUT = Duration.ofSeconds(10);
    private static final int LARGEST_REPLY_BYTES = 64 << 10;

    private final Origin registry;
    private final Path keyFile;
    private final Clock clock;
    private final String clientVersion;
    private final ReentrantLock lock = new ReentrantLock();
    private Optional<Challenge> challenge = Optional.empty();
    private Optional<Credential> token = Optional.empty();
    private Instant fetchedAt = Instant.EPOCH;

    /**
     * Access without a token yet.
     *
     * @param registry who may see the token
     * @param keyFile the private key of the daemon's user, which need not be there
     * @param clock the time
     * @param clientVersion the Ollama that the model is for: the registry refuses what that can't run
     */
    public RegistryAccess(Origin registry, Path keyFile, Clock clock, String clientVersion) {
        this.registry = registry;
        this.keyFile = keyFile;
        this.clock = clock;
        this.clientVersion = clientVersion;
    }

    /** The call with a fresh token, where one is needed. */
    HttpCall authorized(HttpCall plain, Transport transport) {
        HttpCall call = plain.withHeader("User-Agent", "ollama/" + clientVersion);
        lock.lock();
        try {
            boolean isStale = fetchedAt.plus(TOKEN_LIFE).isBefore(clock.instant());
            if (challenge.isPresent() && (token.isEmpty() || isStale)) {
                token = fetch(challenge.get(), transport);
                fetchedAt = clock.instant();
            }
            return token.map(call::withCredential).orElse(call);
        } finally {
            lock.unlock();
        }
    }

    /** Takes note of a refusal; false if it shows no way to a token. */
    boolean challenged(ReplyHead head) {
        Optional<Challenge> shown = Challenge.of(head);
        lock.lock();
        try {
            challenge = shown;
            token = Optional.empty();
        } finally {
            lock.unlock();
        }
        return shown.isPresent();
    }

    /**
     * Whether asking again may help after a refusal: with a new token where this one has lived, or with the first one.
     */
    boolean mayTryAgain(ReplyHead head) {
        lock.lock();
        try {
            boolean isFirst = challenge.isEmpty();
            if (isFirst) {
                challenge = Challenge.of(head);
            }
            boolean hasLived = token.isPresent() && fetchedAt.plusSeconds(1).isBefore(clock.instant());
            if (hasLived) {
                token = Optional.empty();
            }
            return hasLived || isFirst && challenge.isPresent();
        } finally {
            lock.unlock();
        }
    }

    private Optional<Credential> fetch(Challenge from, Transport transport) {
        URI address = from.tokenAddress(clock.instant());
        HttpCall call =
                HttpCall.get(address).withMaxReplyBytes(LARGEST_REPLY_BYTES).withTimeout(TIMEOUT);
        Optional<SigningKey> key = SigningKey.read(keyFile);
        if (key.isPresent()) {
            call = call.withCredential(
                    Credential.of(Origin.of(address), key.get().authorization(address)));
        }
        try {
            HttpReply reply = transport.send(call);
            return reply.head().isSuccess() ? token(reply) : Optional.empty();
        } catch (VenomException failure) {
            LOG.debug("no token from the registry registry={} reason={}", registry, failure.getMessage());
            return Optional.empty();
        }
    }

    private Optional<Credential> token(HttpReply reply) {
        try {
            JsonNode json = Json.object(reply.body());
            return Json.text(json.path("token"))
                    .or(() -> Json.text(json.path("access_token")))
                    .filter(token -> token.matches("[\\x21-\\x7e]+"))
                    .map(token -> Credential.bearer(registry, token));
        } catch (MalformedJsonException notJson) {
            return Optional.empty();
        }
    }
}
