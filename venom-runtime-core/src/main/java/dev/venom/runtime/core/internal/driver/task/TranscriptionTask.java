package dev.venom.runtime.core.internal.driver.task;

import com.fasterxml.jackson.databind.JsonNode;
import dev.venom.runtime.api.runtime.Sample;
import dev.venom.runtime.core.internal.json.Json;
import dev.venom.runtime.spi.transport.HttpCall;
import java.util.List;
import java.util.Optional;

/**
 * Lets a model write down a second of silence; that it hears nothing in it is an answer.
 *
 * @param paths where
 */
record TranscriptionTask(List<String> paths) implements ModelTask {
    @Override
    public String wanted() {
        return "a transcription";
    }

    @Override
    public boolean isForeign() {
        return true;
    }

    @Override
    public HttpCall put(HttpCall call, String model, Prompt prompt) {
        MultipartForm form = new MultipartForm()
                .field("model", model)
                .field("response_format", "json")
                .file("file", "silence.wav", "audio/wav", SilentWav.ofOneSecond());
        return call.withBody(form.contentType(), form.bytes());
    }

    @Override
    public Optional<Sample> read(JsonNode answer, Prompt prompt) {
        return Json.text(answer.path("text")).map(Sample.Text::new);
    }
}
