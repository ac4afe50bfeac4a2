package dev.venom.runtime.testbed.ollama.daemon;

import dev.venom.runtime.testbed.hub.wire.Request;
import dev.venom.runtime.testbed.hub.wire.Response;
import dev.venom.runtime.testbed.ollama.image.ModelName;
import dev.venom.runtime.testbed.ollama.pull.PullService;
import dev.venom.runtime.testbed.ollama.stream.LiveLines;
import java.io.IOException;
import java.util.Optional;

/** {@code POST /api/pull}. Thread-safe. */
record PullEndpoint(PullService pulls) {

    Response answer(Request request) throws HttpErrorException, IOException {
        Body body = Body.of(request);
        ModelName name = body.name();
        boolean insecure = body.json().path("insecure").asBoolean(false);
        if (body.streams(true)) {
            return LiveLines.ndjson(lines -> pulls.run(name, insecure, lines));
        }
        Optional<String> failure = pulls.run(name, insecure);
        return failure.map(text -> Answers.error(500, text))
                .orElseGet(() -> Answers.json(Answers.object().put("status", "success")));
    }
}
