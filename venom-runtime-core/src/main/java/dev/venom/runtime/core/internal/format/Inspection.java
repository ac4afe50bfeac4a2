package dev.venom.runtime.core.internal.format;

import dev.venom.runtime.api.model.ModelDescription;
import java.util.List;

/**
 * What the files of a model say of themselves. Immutable.
 *
 * @param description the model
 * @param findings what is wrong with them
 * @param weightFiles how many files hold weights in a format that is read here
 * @param readFiles of how many of them the header was read and is right
 */
public record Inspection(ModelDescription description, List<Finding> findings, int weightFiles, int readFiles) {
    /** Copies the list. */
    public Inspection {
        findings = List.copyOf(findings);
    }
}
