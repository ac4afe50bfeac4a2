package dev.venom.runtime.testbed.vllm.server;

import dev.venom.runtime.testbed.vllm.engine.Engine;
import dev.venom.runtime.testbed.vllm.engine.EngineDeadException;
import dev.venom.runtime.testbed.vllm.script.Script;
import dev.venom.runtime.testbed.vllm.script.ScriptOrder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.concurrent.atomic.AtomicLong;

/** Requests for text and for embeddings. Thread-safe. */
final class Completions {
    private static final int DEFAULT_TOKENS = 16;
    private static final int MAX_TOKENS = 256;

    private final Engine engine;
    private final Script script;
    private final AtomicLong serial = new AtomicLong();

    Completions(Engine engine, Script script) {
        this.engine = engine;
        this.script = script;
    }

    HttpAnswer answer(HttpRequest request, String model) throws EngineDeadException {
        if (script.isOn(ScriptOrder.FAILING_ANSWER)) {
            return HttpAnswer.error(500, "InternalServerError", "Internal Server Error");
        }
        if (engine.sleepLevel().isPresent()) {
            return HttpAnswer.error(500, "InternalServerError", "The engine is asleep.");
        }
        int tokens = Json.number(request.body(), "max_tokens").orElse(DEFAULT_TOKENS);
        if (tokens > MAX_TOKENS) {
            return HttpAnswer.error(
                    400,
                    "BadRequestError",
                    "'max_tokens' or 'max_completion_tokens' is too large: " + tokens
                            + ". This model's maximum context length is " + MAX_TOKENS + " tokens.");
        }
        boolean chat = request.path().startsWith("/v1/chat");
        return switch (request.path()) {
            case "/v1/embeddings" -> embedding(model);
            case "/pooling", "/score", "/v1/score" -> pooling();
            case "/rerank", "/v1/rerank", "/v2/rerank" -> ranking();
            case "/v1/audio/transcriptions", "/v1/audio/translations" -> transcription(request);
            default ->
                Json.isTrue(request.body(), "stream") ? streamed(model, tokens, chat) : text(model, tokens, chat);
        };
    }

    private HttpAnswer text(String model, int tokens, boolean chat) throws EngineDeadException {
        String made = engine.generate(1, tokens);
        boolean empty = script.isOn(ScriptOrder.EMPTY_ANSWER);
        return HttpAnswer.json(200, document(model, chat, whole(empty ? "" : made, chat), empty ? 0 : tokens));
    }

    private HttpAnswer streamed(String model, int tokens, boolean chat) {
        return HttpAnswer.events(sink -> {
            try {
                engine.generate(1, tokens, word -> {
                    try {
                        sink.event(document(model, chat, part(word, chat), tokens));
                    } catch (IOException clientIsGone) {
                        throw new UncheckedIOException(clientIsGone);
                    }
                });
                sink.event("[DONE]");
            } catch (EngineDeadException dead) {
                throw new IOException(dead);
            } catch (UncheckedIOException clientIsGone) {
                throw clientIsGone.getCause();
            }
        });
    }

    private HttpAnswer embedding(String model) throws EngineDeadException {
        engine.generate(1, 1);
        String vector = script.isOn(ScriptOrder.EMPTY_ANSWER) ? "" : "0.25,-0.5,0.125,0.75";
        return HttpAnswer.json(
                200,
                "{\"id\":\"embd-" + serial.incrementAndGet() + "\",\"object\":\"list\",\"model\":" + Json.quoted(model)
                        + ",\"data\":[{\"index\":0,\"object\":\"embedding\",\"embedding\":[" + vector
                        + "]}],\"usage\":{\"prompt_tokens\":1,\"total_tokens\":1}}");
    }

    private HttpAnswer pooling() throws EngineDeadException {
        engine.generate(1, 1);
        return HttpAnswer.json(
                200, "{\"object\":\"list\",\"data\":[{\"index\":0,\"object\":\"pooling\",\"data\":[0.25,-0.5]}]}");
    }

    private HttpAnswer ranking() throws EngineDeadException {
        engine.generate(1, 1);
        return HttpAnswer.json(200, "{\"results\":[{\"index\":0,\"relevance_score\":0.75}]}");
    }

    /** Silence is written down as nothing; what is no sound is refused. */
    private HttpAnswer transcription(HttpRequest request) throws EngineDeadException {
        if (!request.body().contains("RIFF")) {
            return HttpAnswer.error(400, "BadRequestError", "Invalid or unsupported audio file.");
        }
        engine.generate(1, 1);
        return HttpAnswer.json(200, "{\"text\":\"\"}");
    }

    private String document(String model, boolean chat, String choice, int tokens) {
        return "{\"id\":\"" + (chat ? "chatcmpl-" : "cmpl-") + serial.incrementAndGet() + "\",\"object\":\""
                + (chat ? "chat.completion" : "text_completion") + "\",\"created\":"
                + System.currentTimeMillis() / 1000 + ",\"model\":" + Json.quoted(model) + ",\"choices\":[" + choice
                + "],\"usage\":{\"prompt_tokens\":1,\"total_tokens\":" + (1 + tokens) + ",\"completion_tokens\":"
                + tokens + "}}";
    }

    private static String whole(String text, boolean chat) {
        String content = chat
                ? "\"message\":{\"role\":\"assistant\",\"content\":" + Json.quoted(text) + "}"
                : "\"text\":" + Json.quoted(text);
        return "{\"index\":0," + content + ",\"logprobs\":null,\"finish_reason\":\"length\"}";
    }

    private static String part(String word, boolean chat) {
        String content = chat ? "\"delta\":{\"content\":" + Json.quoted(word) + "}" : "\"text\":" + Json.quoted(word);
        return "{\"index\":0," + content + ",\"logprobs\":null,\"finish_reason\":null}";
    }
}
