package dev.venom.runtime.core.internal.format;

import java.util.Map;

/**
 * What the header of a safetensors file says. Immutable.
 *
 * @param parametersByType number of weights for each data type, packed ones unpacked
 * @param tensorBytes length of the data
 */
record SafetensorsHeader(Map<String, Long> parametersByType, long tensorBytes) {
    SafetensorsHeader {
        parametersByType = Map.copyOf(parametersByType);
    }
}
