package dev.venom.runtime.testbed.hub.catalogue;

import dev.venom.runtime.testbed.hub.content.Content;
import java.net.URL;

/** The files of built-in models, on the class path. */
final class ResourceFiles {

    private ResourceFiles() {}

    /** The file of a model, by its place beside this class. */
    static Content content(String name) {
        URL resource = ResourceFiles.class.getResource(name);
        if (resource == null) {
            throw new IllegalStateException("The local hub was built without " + name);
        }
        return Content.of(resource);
    }
}
