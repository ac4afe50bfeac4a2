package dev.venom.runtime.core.internal.driver;

import dev.venom.runtime.api.error.VenomException;
import dev.venom.runtime.api.model.Verdict;
import dev.venom.runtime.api.runtime.Sample;
import dev.venom.runtime.spi.runtime.DriverContext;
import dev.venom.runtime.spi.runtime.HealthReport;
import dev.venom.runtime.spi.runtime.HealthReport.Health;
import dev.venom.runtime.spi.runtime.HealthReport.Rest;
import dev.venom.runtime.spi.runtime.RuntimeDriver;
import dev.venom.runtime.spi.transport.Credential;
import dev.venom.runtime.spi.transport.HttpReply;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * What servers that speak OpenAI's protocol have in common: {@code /health} beside {@code /v1/...}, a key, a model that is
 * there from the start to the stop. What a server adds to it is in its own driver. Immutable.
 */
abstract sealed class OpenAiProtocolDriver implements RuntimeDriver permits OpenAiDriver, VllmDriver {
    private static final Duration PROOF = Duration.ofSeconds(30);

    /** The key that the server asks for. */
    abstract Optional<Credential> credential(DriverContext context);

    /**
     * Asks what tells health.
     *
     * @throws VenomException if no answer came
     */
    Asked askHealth(RuntimeClient client) {
        return Asked.at("/health", client);
    }

    /** Whether it sleeps, though its health says nothing of that. */
    abstract Rest rest(RuntimeClient client);

    /** How a sleeping server is called in a report. */
    abstract String asleep();

    /** What an answer that is no success tells of it; empty where nobody knows. */
    abstract Optional<String> meaning(int status);

    @Override
    public final Switching switching() {
        return Switching.BY_RESTART;
    }

    @Override
    public final HealthReport health(DriverContext context) {
        RuntimeClient client = client(context);
        Asked asked;
        try {
            asked = askHealth(client);
        } catch (VenomException unanswered) {
            return client.unanswered(unanswered);
        }
        return client.refusing(asked.path(), asked.reply()).orElseGet(() -> report(asked, client));
    }

    @Override
    public final Verdict prove(String name, DriverContext context) {
        Duration limit = context.spec().startTimeout();
        return new ModelProof(client(context), name, PROOF.compareTo(limit) < 0 ? PROOF : limit).verdict();
    }

    @Override
    public final Sample sample(String name, String prompt, DriverContext context) {
        return new PromptSample(client(context), name).of(prompt);
    }

    final RuntimeClient client(DriverContext context) {
        return new RuntimeClient(context, credential(context));
    }

    private HealthReport report(Asked asked, RuntimeClient client) {
        String answered = asked.path() + " answered " + asked.status();
        if (!asked.reply().head().isSuccess()) {
            String detail = answered + meaning(asked.status()).map(": "::concat).orElse("");
            return new HealthReport(Health.UNHEALTHY, detail, List.of(), Optional.empty());
        }
        Rest rest = rest(client);
        String detail = answered + (rest == Rest.ASLEEP ? "; " + asleep() : "");
        return new HealthReport(Health.HEALTHY, detail, ServedNames.of(client), Optional.empty(), rest);
    }

    /**
     * An answer, and where it was given. Immutable.
     *
     * @param path the path that was asked
     * @param reply the answer
     */
    record Asked(String path, HttpReply reply) {
        static Asked at(String path, RuntimeClient client) {
            return new Asked(path, client.get(path));
        }

        int status() {
            return reply.head().status();
        }
    }
}
