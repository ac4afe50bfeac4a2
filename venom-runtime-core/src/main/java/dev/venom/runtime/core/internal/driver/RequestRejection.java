package dev.venom.runtime.core.internal.driver;

import dev.venom.runtime.core.internal.json.Json;
import dev.venom.runtime.spi.transport.HttpReply;
import java.util.regex.Pattern;

/** Why a server did not do what it was asked, as its answer tells. */
enum RequestRejection {
    /** It did it. */
    NONE,
    /** It has no such path. */
    PATH_IS_MISSING,
    /** It has the path, and its model is of another kind. */
    NOT_FOR_THIS_MODEL,
    /** It has the path and does not take the request: another question may fit better. */
    OF_THIS_REQUEST,
    /** It should have done it. */
    FAILURE;

    private static final Pattern OTHER_KIND = Pattern.compile(
            "(?i)(?:does not|doesn't|do not|not) (?:currently )?support|unsupported|not implemented|unexpected endpoint"
                    + "|not_supported");
    /** vLLM says 404 both for a path and for a model that it does not know; only the latter has an error object. */
    private static final Pattern UNKNOWN_MODEL = Pattern.compile("NotFoundError|does not exist|model_not_found");

    static RequestRejection of(HttpReply reply, String model) {
        int status = reply.head().status();
        if (reply.head().isSuccess()) {
            // LM Studio answers 200 whatever it is asked, with an error in place of an answer.
            return hasErrorInstead(reply) ? PATH_IS_MISSING : NONE;
        }
        return switch (status) {
            case 404 -> isAboutTheModel(reply.text(), model) ? FAILURE : PATH_IS_MISSING;
            case 405, 501 -> PATH_IS_MISSING;
            case 401, 403, 407, 408, 429 -> FAILURE;
            default -> {
                boolean otherKind = OTHER_KIND.matcher(reply.text()).find();
                if (status < 500) {
                    yield otherKind ? NOT_FOR_THIS_MODEL : OF_THIS_REQUEST;
                }
                yield status == 500 && otherKind ? NOT_FOR_THIS_MODEL : FAILURE;
            }
        };
    }

    private static boolean isAboutTheModel(String text, String model) {
        return UNKNOWN_MODEL.matcher(text).find() || text.contains("'" + model + "'") || text.contains("`" + model);
    }

    private static boolean hasErrorInstead(HttpReply reply) {
        return RuntimeClient.json(reply)
                .flatMap(answer -> Json.text(answer.path("error")))
                .filter(words -> OTHER_KIND.matcher(words).find())
                .isPresent();
    }
}
