package dev.venom.runtime.testbed.ollama.daemon;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.venom.runtime.testbed.hub.wire.Response;
import dev.venom.runtime.testbed.ollama.scheduler.Scheduler;
import dev.venom.runtime.testbed.ollama.store.StoredModel;
import java.time.Duration;
import java.util.Optional;
import java.util.SplittableRandom;

/** Loads a model for a request and lets it go behind it. Thread-safe. */
record Inference(Library library, Scheduler scheduler, CannedReplies replies) {

    private static final int DIMENSIONS = 8;

    /** A model in use, to be closed. */
    record Use(Scheduler scheduler, StoredModel model) implements AutoCloseable {
        @Override
        public void close() {
            scheduler.done(model);
        }
    }

    Use begin(StoredModel model, Body body) throws HttpErrorException {
        return begin(model, body, body.keepAlive());
    }

    Use begin(StoredModel model, Body body, Optional<Duration> keepAlive) throws HttpErrorException {
        try {
            scheduler.use(model, keepAlive, body.contextLength());
            return new Use(scheduler, model);
        } catch (Scheduler.LoadFailure e) {
            throw new HttpErrorException(Answers.error(500, String.valueOf(e.getMessage())));
        }
    }

    void mustComplete(StoredModel model) throws HttpErrorException {
        if (library.embeds(model)) {
            throw new HttpErrorException(incapable(model, "generate"));
        }
    }

    static Response incapable(StoredModel model, String ability) {
        return Answers.error(400, "\"" + model.name().shown() + "\" does not support " + ability);
    }

    /** A vector for each text, always the same for the same text. */
    static ArrayNode vectors(Iterable<String> texts) {
        ArrayNode vectors = Answers.object().putArray("embeddings");
        for (String text : texts) {
            SplittableRandom random = new SplittableRandom(text.hashCode());
            ArrayNode vector = vectors.addArray();
            for (int i = 0; i < DIMENSIONS; i++) {
                vector.add((float) (random.nextDouble() * 2 - 1));
            }
        }
        return vectors;
    }

    static ObjectNode usage(int tokens) {
        return Answers.object()
                .put("prompt_tokens", 1)
                .put("completion_tokens", tokens)
                .put("total_tokens", 1 + tokens);
    }
}
