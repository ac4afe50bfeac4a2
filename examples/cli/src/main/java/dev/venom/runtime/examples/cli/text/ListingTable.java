package dev.venom.runtime.examples.cli.text;

import dev.venom.runtime.api.model.ModelListing;
import java.util.List;
import java.util.OptionalLong;
import java.util.function.LongFunction;

/** Models that can be had as a table. */
public final class ListingTable {
    private static final int LONGEST_SUMMARY = 60;

    private ListingTable() {}

    /**
     * The table.
     *
     * @param listings what was found
     * @return a title line and a line for each model; a sentence where there is none
     */
    public static String of(List<ModelListing> listings) {
        if (listings.isEmpty()) {
            return "Nothing was found. Try fewer or other words.";
        }
        Table table = new Table(
                Table.Column.text("MODEL"),
                Table.Column.figure("DOWNLOADS"),
                Table.Column.figure("SIZE"),
                Table.Column.figure("WEIGHTS"),
                Table.Column.text("ABOUT"));
        for (ModelListing listing : listings) {
            table.row(
                    listing.ref().toString(),
                    known(listing.downloads(), Long::toString),
                    known(listing.sizeBytes(), Amounts::bytes),
                    ModelTable.weights(listing.description()),
                    about(listing));
        }
        return table.render();
    }

    private static String known(OptionalLong value, LongFunction<String> form) {
        return value.isPresent() ? form.apply(value.getAsLong()) : "";
    }

    private static String about(ModelListing listing) {
        String summary = listing.summary().orElse("").replaceAll("\\p{Cntrl}", " ");
        String about = listing.gated() ? "(terms to accept) " + summary : summary;
        return about.length() > LONGEST_SUMMARY ? about.substring(0, LONGEST_SUMMARY - 3) + "..." : about;
    }
}
