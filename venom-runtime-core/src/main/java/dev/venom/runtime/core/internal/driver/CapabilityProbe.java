package dev.venom.runtime.core.internal.driver;

import com.fasterxml.jackson.databind.JsonNode;
import dev.venom.runtime.api.error.ErrorCode;
import dev.venom.runtime.api.error.VenomException;
import dev.venom.runtime.api.runtime.Sample;
import dev.venom.runtime.core.internal.driver.task.ModelTask;
import dev.venom.runtime.core.internal.driver.task.ModelTasks;
import dev.venom.runtime.core.internal.driver.task.Prompt;
import dev.venom.runtime.spi.transport.HttpReply;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Asks a model what it can be asked. Which question that is, its server says: by the paths that it lists, else by refusing
 * those that it does not have. Confined to one thread.
 */
final class CapabilityProbe {
    private static final int LONGEST_QUOTE = 200;

    private final RuntimeClient client;
    private final ServerPurpose purpose;
    private final String model;
    private final Duration timeout;
    private final Set<String> missing = new HashSet<>();
    private Optional<VenomException> objection = Optional.empty();

    CapabilityProbe(RuntimeClient client, String model, Duration timeout) {
        this.client = client;
        this.purpose = ServerPurpose.of(client.spec());
        this.model = model;
        this.timeout = timeout;
    }

    /**
     * An answer. Immutable.
     *
     * @param question what was asked
     * @param sample what the model made of it
     */
    record Answered(ModelTask question, Sample sample) {}

    /**
     * Asks one question after another until one is answered, what the server was started for first.
     *
     * @return the answer; empty where the server has none of the paths that are known
     * @throws VenomException RUNTIME_UNHEALTHY if it has one, and does not answer as it should
     */
    Optional<Answered> hold(Prompt prompt) {
        List<Asking> askings = askings();
        Optional<Answered> answered = first(askings.stream().filter(this::isItsPurpose), prompt);
        return answered.isPresent()
                ? answered
                : first(askings.stream().filter(asking -> !isItsPurpose(asking)), prompt);
    }

    private Optional<Answered> first(Stream<Asking> askings, Prompt prompt) {
        Optional<Answered> answered =
                askings.flatMap(asking -> ask(asking, prompt).stream()).findFirst();
        if (answered.isEmpty() && objection.isPresent()) {
            throw objection.get();
        }
        return answered;
    }

    private boolean isItsPurpose(Asking asking) {
        return purpose.paths().contains(asking.path());
    }

    /**
     * A question at one of its paths. Immutable.
     *
     * @param isListed whether the server says that it has the path
     */
    private record Asking(ModelTask question, String path, boolean isListed) {
        /** What comes of it says nothing of the model. */
        boolean isGuess() {
            return !isListed && question.isForeign();
        }
    }

    /** Those that the server lists come first; a list may lack what another program behind the same address has. */
    private List<Asking> askings() {
        Set<String> listed = listedPaths();
        List<Asking> askings = new ArrayList<>();
        for (ModelTask question : ModelTasks.ALL) {
            question.paths().forEach(path -> askings.add(new Asking(question, path, listed.contains(path))));
        }
        askings.sort(Comparator.comparing(asking -> !asking.isListed()));
        return askings;
    }

    private Set<String> listedPaths() {
        Set<String> listed = new HashSet<>();
        client.document("/openapi.json").path("paths").fieldNames().forEachRemaining(listed::add);
        return listed;
    }

    private Optional<Answered> ask(Asking asking, Prompt prompt) {
        if (missing.contains(asking.path())) {
            return Optional.empty();
        }
        ModelTask question = asking.question();
        Optional<HttpReply> sent = send(asking, prompt);
        if (sent.isEmpty()) {
            return Optional.empty();
        }
        HttpReply reply = sent.get();
        RequestRejection refusal = RequestRejection.of(reply, model);
        if (asking.isGuess() && refusal != RequestRejection.NONE) {
            return Optional.empty();
        }
        return switch (refusal) {
            case NONE -> Optional.of(new Answered(question, read(question, reply, prompt)));
            case PATH_IS_MISSING -> {
                missing.add(asking.path());
                yield Optional.empty();
            }
            case NOT_FOR_THIS_MODEL -> Optional.empty();
            case OF_THIS_REQUEST -> {
                objection = objection.or(() -> Optional.of(refused(question, reply)));
                yield Optional.empty();
            }
            case FAILURE -> throw refused(question, reply);
        };
    }

    /** Empty where the server broke over a guess. */
    private Optional<HttpReply> send(Asking asking, Prompt prompt) {
        ModelTask question = asking.question();
        try {
            return Optional.of(client.post(asking.path(), call -> question.put(call, model, prompt), timeout));
        } catch (VenomException unanswered) {
            if (unanswered.code() == ErrorCode.CANCELLED) {
                throw unanswered;
            }
            boolean mayBreak = unanswered.code() == ErrorCode.NETWORK || unanswered.code() == ErrorCode.UNAUTHORIZED;
            if (asking.isGuess() && mayBreak) {
                return Optional.empty();
            }
            if (RuntimeClient.isLasting(unanswered)) {
                throw unanswered;
            }
            throw new VenomException(
                    ErrorCode.RUNTIME_UNHEALTHY,
                    "Asked for " + question.wanted() + ", " + model + " did not answer: " + unanswered.getMessage(),
                    "Look at its log with 'logs' and at 'diagnose'.",
                    unanswered);
        }
    }

    private Sample read(ModelTask question, HttpReply reply, Prompt prompt) {
        JsonNode answer = RuntimeClient.json(reply)
                .orElseThrow(() -> unproved(question, "its answer is not JSON: " + quote(reply)));
        return question.read(answer, prompt)
                .orElseThrow(() -> unproved(question, "it answered without " + question.wanted()));
    }

    private VenomException refused(ModelTask question, HttpReply reply) {
        return unproved(question, "it answered " + reply.head().status() + ": " + quote(reply));
    }

    private VenomException unproved(ModelTask question, String what) {
        return new VenomException(
                ErrorCode.RUNTIME_UNHEALTHY,
                "Asked for " + question.wanted() + " of " + model + ", " + what + ".",
                "Look at its log with 'logs' and at 'diagnose'.");
    }

    private static String quote(HttpReply reply) {
        String text = reply.text().replaceAll("\\s+", " ").strip();
        return text.length() > LONGEST_QUOTE ? text.substring(0, LONGEST_QUOTE) + "..." : text;
    }
}
