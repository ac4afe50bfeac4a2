package dev.venom.runtime.provider.ollama.internal.catalogue.library;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;

/** The list that comes with the jar, for the first start without a network; its sizes are approximate. */
public final class SeedLibrary {
    private static final String RESOURCE = "library.json";

    private SeedLibrary() {}

    /**
     * Reads it.
     *
     * @return well-known models as of its date
     */
    public static Library read() {
        try (InputStream in = SeedLibrary.class.getResourceAsStream(RESOURCE)) {
            if (in == null) {
                throw new IllegalStateException("The jar was built without " + RESOURCE);
            }
            return LibraryJson.read(in.readAllBytes());
        } catch (IOException impossible) {
            throw new UncheckedIOException("The jar can't be read", impossible);
        }
    }
}
