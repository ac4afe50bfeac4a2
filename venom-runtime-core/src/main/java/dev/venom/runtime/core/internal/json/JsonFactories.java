package dev.venom.runtime.core.internal.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.core.util.JsonRecyclerPools;

/** Sets up the streaming library: limits as given, nothing cached in the threads of a host. */
final class JsonFactories {
    private static final int LONGEST_NUMBER = 400;
    /** Python refuses whole numbers of more than 4300 digits; nothing here converts one. */
    private static final int LONGEST_PYTHON_NUMBER = 10_000;

    private static final int LONGEST_NAME = 8_192;

    private JsonFactories() {}

    static JsonFactory reading(JsonLimits limits, JsonDialect dialect) {
        boolean isPython = dialect == JsonDialect.PYTHON;
        return JsonFactory.builder()
                .streamReadConstraints(StreamReadConstraints.builder()
                        .maxDocumentLength(limits.maxBytes())
                        .maxNestingDepth(limits.maxDepth())
                        .maxStringLength(limits.maxTextLength())
                        .maxNumberLength(isPython ? LONGEST_PYTHON_NUMBER : LONGEST_NUMBER)
                        .maxNameLength(LONGEST_NAME)
                        .build())
                // A symbol table shared by all documents is a table that hostile names can fill.
                .disable(JsonFactory.Feature.CANONICALIZE_FIELD_NAMES)
                .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
                .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
                .configure(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS, isPython)
                .recyclerPool(JsonRecyclerPools.nonRecyclingPool())
                .build();
    }

    static JsonFactory writing() {
        return JsonFactory.builder()
                .recyclerPool(JsonRecyclerPools.nonRecyclingPool())
                .build();
    }
}
