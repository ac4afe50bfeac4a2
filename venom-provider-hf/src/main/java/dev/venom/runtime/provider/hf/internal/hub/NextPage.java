package dev.venom.runtime.provider.hf.internal.hub;

import dev.venom.runtime.spi.transport.Origin;
import dev.venom.runtime.spi.transport.ReplyHead;
import java.net.URI;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Finds the next page of a listing in a {@code Link} field, and only at the origin that was asked. */
final class NextPage {
    private static final Pattern NEXT = Pattern.compile("<([^>]*)>\\s*;[^,<]*\\brel\\s*=\\s*\"?next\"?");

    private NextPage() {}

    static Optional<URI> of(ReplyHead head, Origin origin) {
        for (String field : head.headers().all("Link")) {
            Matcher link = NEXT.matcher(field);
            if (link.find()) {
                return sameOrigin(head.uri(), link.group(1), origin);
            }
        }
        return Optional.empty();
    }

    private static Optional<URI> sameOrigin(URI base, String target, Origin origin) {
        try {
            URI next = base.resolve(target);
            return Origin.of(next).equals(origin) ? Optional.of(next) : Optional.empty();
        } catch (IllegalArgumentException notAnAddress) {
            return Optional.empty();
        }
    }
}
