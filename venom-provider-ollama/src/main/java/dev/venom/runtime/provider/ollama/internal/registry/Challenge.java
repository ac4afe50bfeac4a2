package dev.venom.runtime.provider.ollama.internal.registry;

import dev.venom.runtime.spi.transport.Origin;
import dev.venom.runtime.spi.transport.ReplyHead;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Where a registry wants a token to be fetched, from its {@code WWW-Authenticate} field. Immutable.
 *
 * @param realm who gives tokens
 * @param service for which service
 * @param scope for what, separated by blanks
 */
record Challenge(URI realm, String service, String scope) {
    private static final Pattern PARAMETER = Pattern.compile("([A-Za-z]+)=\"([^\"]*)\"");
    private static final String SCHEME = "bearer ";
    private static final int NONCE_BYTES = 16;

    /** Reads a challenge; one that leads to another host is none, for the signature would be given to a stranger. */
    static Optional<Challenge> of(ReplyHead head) {
        for (String field : head.headers().all("WWW-Authenticate")) {
            if (field.toLowerCase(Locale.ROOT).startsWith(SCHEME)) {
                return parse(field).filter(challenge -> challenge.isAtHome(head.uri()));
            }
        }
        return Optional.empty();
    }

    /** Where to ask now; the query is sorted as Go writes it, for the signature covers it. */
    URI tokenAddress(Instant now) {
        byte[] nonce = new byte[NONCE_BYTES];
        new SecureRandom().nextBytes(nonce);
        Map<String, List<String>> query = new TreeMap<>();
        query.put("nonce", List.of(Base64.getUrlEncoder().withoutPadding().encodeToString(nonce)));
        query.put("scope", List.of(scope.split(" ")));
        query.put("service", List.of(service));
        query.put("ts", List.of(Long.toString(now.getEpochSecond())));
        String text = query.entrySet().stream()
                .flatMap(entry -> entry.getValue().stream().map(value -> entry.getKey() + "=" + encoded(value)))
                .collect(Collectors.joining("&"));
        return URI.create(realm + (realm.getRawQuery() == null ? "?" : "&") + text);
    }

    private static Optional<Challenge> parse(String field) {
        Map<String, String> values = new HashMap<>();
        Matcher parameters = PARAMETER.matcher(field);
        while (parameters.find()) {
            values.put(parameters.group(1).toLowerCase(Locale.ROOT), parameters.group(2));
        }
        try {
            URI realm = URI.create(values.getOrDefault("realm", ""));
            return realm.isAbsolute() && Origin.find(realm).isPresent()
                    ? Optional.of(
                            new Challenge(realm, values.getOrDefault("service", ""), values.getOrDefault("scope", "")))
                    : Optional.empty();
        } catch (IllegalArgumentException notAnAddress) {
            return Optional.empty();
        }
    }

    private boolean isAtHome(URI asked) {
        return Origin.of(realm).host().equals(Origin.of(asked).host());
    }

    private static String encoded(String value) {
        return URLEncoder.encode(value, StandardCharsets.UTF_8);
    }
}
