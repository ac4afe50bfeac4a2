package dev.venom.runtime.examples.cli.text;

import dev.venom.runtime.api.model.Catalogue;
import java.time.Duration;
import java.time.Instant;

/** A catalogue as a table, with where it is from and how old it is. */
public final class CatalogueText {
    private CatalogueText() {}

    /**
     * The text.
     *
     * @param catalogue what can be had
     * @param now the time
     * @return the table, a line about its source, and a line for each warning
     */
    public static String of(Catalogue catalogue, Instant now) {
        StringBuilder text = new StringBuilder(ListingTable.of(catalogue.models()))
                .append("\n\nFrom ")
                .append(catalogue.source())
                .append(", ")
                .append(age(catalogue.age(now)))
                .append(" old");
        if (catalogue.stale()) {
            text.append(": the source does not answer");
        }
        text.append('.');
        catalogue
                .warnings()
                .forEach(warning -> text.append("\nwarning: ").append(warning.replaceAll("\\p{Cntrl}", " ")));
        return text.toString();
    }

    private static String age(Duration age) {
        return age.toDays() > 1 ? age.toDays() + " days" : Amounts.time(age);
    }
}
