package dev.venom.runtime.provider.hf.internal.hub;

import dev.venom.runtime.api.error.VenomException;
import dev.venom.runtime.provider.hf.internal.json.Json;
import dev.venom.runtime.provider.hf.internal.json.MalformedJsonException;
import dev.venom.runtime.spi.transport.Credential;
import dev.venom.runtime.spi.transport.ReplyHead;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What the Hub itself says about a refusal, fit to be shown beside our words: it knows which right a token lacks, or why
 * an account was turned down. Without secrets, and without what a terminal would obey.
 */
final class HubErrorText {
    private static final int MOST_CHARACTERS = 300;
    /** What our own words say already. */
    private static final Pattern NOTHING_NEW = Pattern.compile(
            "(?i)((repository|entry|revision|page|model)\\s+)?not\\s+found\\W*|invalid credentials in authorization header\\W*");

    private HubErrorText() {}

    /** The failure, with the Hub's sentence where there is one that says more. */
    static VenomException beside(VenomException failure, ReplyHead head, String body, HubAccess access) {
        return said(head, body)
                .map(text -> shown(text, access))
                .filter(text -> !text.isEmpty() && !NOTHING_NEW.matcher(text).matches())
                .map(text -> new VenomException(
                        failure.code(), failure.getMessage() + " The Hub says: \"" + text + "\"", failure.hint()))
                .orElse(failure);
    }

    private static Optional<String> said(ReplyHead head, String body) {
        return head.headers()
                .first("X-Error-Message")
                .map(HubErrorText::decoded)
                .or(() -> inBody(body));
    }

    /** The JDK hands each byte of a field over as one character. */
    private static String decoded(String field) {
        String text = new String(field.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
        return text.indexOf('\ufffd') < 0 ? text : field;
    }

    private static Optional<String> inBody(String body) {
        try {
            return Json.text(Json.object(body.getBytes(StandardCharsets.UTF_8)).path("error"));
        } catch (MalformedJsonException page) {
            return Optional.empty();
        }
    }

    private static String shown(String text, HubAccess access) {
        String token = access.credential()
                .map(Credential::authorization)
                .map(field -> field.replaceFirst("^Bearer ", ""))
                .orElse("");
        String clean = (token.isEmpty() ? text : text.replace(token, "***"))
                .replaceAll("\\x1b\\[[0-9;?]*[ -/]*[@-~]", "")
                .replaceAll("[\\p{Cntrl}\\p{Cf}\\u2028\\u2029]+", " ")
                .replaceAll("(?i)\\b(bearer|basic)\\s+[A-Za-z0-9+/=._-]{8,}", "$1 ***")
                .replaceAll("\\bhf_[A-Za-z0-9_]{6,}", "hf_***")
                .replaceAll("(https?://)[^/\\s@]*@", "$1")
                .replaceAll("(https?://[^\\s?\"]*)\\?[^\\s\"]*", "$1")
                .replace('"', '\'')
                .strip();
        return clean.length() > MOST_CHARACTERS ? clean.substring(0, MOST_CHARACTERS) + "..." : clean;
    }
}
