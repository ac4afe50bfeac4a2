package dev.venom.runtime.provider.hf.internal.hub;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads a {@code Link} field (RFC 8288): {@code <target>; name=value; ..., <target>; ...}. */
final class LinkField {
    private static final String QUOTED = "\"(?:[^\"\\\\]|\\\\.)*\"";
    private static final Pattern LINK = Pattern.compile("<([^>]*)>((?:\\s*;\\s*[^\\s=;,<>]+(?:\\s*=\\s*(?:" + QUOTED
            + "|[^\\s;,\"<>]*))?)*)\\s*(?:,|$|;\\s*(?:,|$))");
    private static final Pattern RELATION =
            Pattern.compile(";\\s*rel\\s*=\\s*(?:\"([^\"]*)\"|([^\\s;,\"]*))", Pattern.CASE_INSENSITIVE);
    private static final Pattern NEXT_ANYHOW =
            Pattern.compile("\\brel\\s*=\\s*[\"']?[^;,\"']*\\bnext\\b", Pattern.CASE_INSENSITIVE);

    private LinkField() {}

    /**
     * Where the next page is.
     *
     * @param field the value of the field
     * @return the target; empty where no link is to a next page
     * @throws UnfinishedListingException if a next page is announced in a form that can't be read
     */
    static Optional<String> next(String field) throws UnfinishedListingException {
        Matcher links = LINK.matcher(field);
        while (links.find()) {
            if (isNext(links.group(2))) {
                return Optional.of(links.group(1));
            }
        }
        if (NEXT_ANYHOW
                .matcher(field.replaceAll("<[^>]*>", "<>").replaceAll("title\\s*=\\s*" + QUOTED, ""))
                .find()) {
            throw new UnfinishedListingException("names a next page that is no address");
        }
        return Optional.empty();
    }

    private static boolean isNext(String parameters) {
        Matcher relation = RELATION.matcher(parameters);
        if (!relation.find()) {
            return false;
        }
        String quoted = relation.group(1);
        String types = quoted == null ? relation.group(2).replace("'", "") : quoted;
        return Arrays.asList(types.toLowerCase(Locale.ROOT).split("\\s+")).contains("next");
    }
}
