package dev.venom.runtime.core.internal.driver;

import com.fasterxml.jackson.databind.JsonNode;
import dev.venom.runtime.api.error.ErrorCode;
import dev.venom.runtime.api.error.VenomException;
import dev.venom.runtime.api.runtime.Sample;
import dev.venom.runtime.core.internal.driver.question.Prompt;
import dev.venom.runtime.core.internal.driver.question.Question;
import dev.venom.runtime.core.internal.driver.question.Questions;
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
final class Interview {
    private static final int LONGEST_QUOTE = 200;

    private final RuntimeDoor door;
    private final StartedFor purpose;
    private final String model;
    private final Duration patience;
    private final Set<String> missing = new HashSet<>();
    private Optional<VenomException> objection = Optional.empty();

    Interview(RuntimeDoor door, String model, Duration patience) {
        this.door = door;
        this.purpose = StartedFor.of(door.spec());
        this.model = model;
        this.patience = patience;
    }

    /**
     * An answer. Immutable.
     *
     * @param question what was asked
     * @param sample what the model made of it
     */
    record Answered(Question question, Sample sample) {}

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
    private record Asking(Question question, String path, boolean isListed) {
        /** What comes of it says nothing of the model. */
        boolean isGuess() {
            return !isListed && question.isForeign();
        }
    }

    /** Those that the server lists come first; a list may lack what another program behind the same address has. */
    private List<Asking> askings() {
        Set<String> listed = listedPaths();
        List<Asking> askings = new ArrayList<>();
        for (Question question : Questions.ALL) {
            question.paths().forEach(path -> askings.add(new Asking(question, path, listed.contains(path))));
        }
        askings.sort(Comparator.comparing(asking -> !asking.isListed()));
        return askings;
    }

    private Set<String> listedPaths() {
        Set<String> listed = new HashSet<>();
        door.document("/openapi.json").path("paths").fieldNames().forEachRemaining(listed::add);
        return listed;
    }

    private Optional<Answered> ask(Asking asking, Prompt prompt) {
        if (missing.contains(asking.path())) {
            return Optional.empty();
        }
        Question question = asking.question();
        Optional<HttpReply> sent = send(asking, prompt);
        if (sent.isEmpty()) {
            return Optional.empty();
        }
        HttpReply reply = sent.get();
        Refusal refusal = Refusal.of(reply, model);
        if (asking.isGuess() && refusal != Refusal.NONE) {
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
        Question question = asking.question();
        try {
            return Optional.of(door.post(asking.path(), call -> question.put(call, model, prompt), patience));
        } catch (VenomException unanswered) {
            if (unanswered.code() == ErrorCode.CANCELLED) {
                throw unanswered;
            }
            boolean mayBreak = unanswered.code() == ErrorCode.NETWORK || unanswered.code() == ErrorCode.UNAUTHORIZED;
            if (asking.isGuess() && mayBreak) {
                return Optional.empty();
            }
            if (RuntimeDoor.isLasting(unanswered)) {
                throw unanswered;
            }
            throw new VenomException(
                    ErrorCode.RUNTIME_UNHEALTHY,
                    "Asked for " + question.wanted() + ", " + model + " did not answer: " + unanswered.getMessage(),
                    "Look at its log with 'logs' and at 'diagnose'.",
                    unanswered);
        }
    }

    private Sample read(Question question, HttpReply reply, Prompt prompt) {
        JsonNode answer = RuntimeDoor.json(reply)
                .orElseThrow(() -> unproved(question, "its answer is not JSON: " + quote(reply)));
        return question.read(answer, prompt)
                .orElseThrow(() -> unproved(question, "it answered without " + question.wanted()));
    }

    private VenomException refused(Question question, HttpReply reply) {
        return unproved(question, "it answered " + reply.head().status() + ": " + quote(reply));
    }

    private VenomException unproved(Question question, String what) {
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
