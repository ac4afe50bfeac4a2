package dev.venom.runtime.core.internal.format;

import com.fasterxml.jackson.databind.JsonNode;
import dev.venom.runtime.core.internal.json.Json;
import dev.venom.runtime.core.internal.json.JsonMembers;
import dev.venom.runtime.spi.provider.SafetensorsType;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;

/** Checks the tensors of a safetensors header one by one and adds them up. Confined to one thread. */
final class SafetensorsTally implements JsonMembers {
    private static final int MOST_DIMENSIONS = 32;
    private static final String METADATA = "__metadata__";

    private final PackedWeights packing;
    private final long dataBytes;
    private final Map<String, Long> parametersByType = new HashMap<>();
    private long summedBytes;
    private long furthestEnd;

    SafetensorsTally(PackedWeights packing, long dataBytes) {
        this.packing = packing;
        this.dataBytes = dataBytes;
    }

    @Override
    public boolean wants(String name) {
        return !name.equals(METADATA);
    }

    @Override
    public void member(String name, JsonNode value) throws IOException {
        JsonNode tensor = Json.object(value).orElseThrow(() -> malformed("is not described by an object"));
        String type = Json.text(tensor.path("dtype"))
                .flatMap(DeclaredName::of)
                .orElseThrow(() -> malformed("has no data type"));
        long elements = elements(tensor);
        long bytes = bytes(tensor);
        if (isContradicted(type, elements, bytes)) {
            throw malformed("has another length than its shape");
        }
        add(type, packing.parameters(name, type, elements), bytes);
    }

    /** What was added up; a file that is not exactly as long as its tensors is damaged. */
    SafetensorsHeader header() throws MalformedModelException {
        if (summedBytes != furthestEnd || furthestEnd != dataBytes) {
            throw new MalformedModelException(
                    "The file holds " + dataBytes + " bytes of data, its header describes " + furthestEnd);
        }
        return new SafetensorsHeader(parametersByType, dataBytes);
    }

    private void add(String type, long parameters, long bytes) throws MalformedModelException {
        try {
            parametersByType.merge(type, parameters, Math::addExact);
            summedBytes = Math.addExact(summedBytes, bytes);
        } catch (ArithmeticException overflow) {
            throw malformed("overflows the file's total");
        }
    }

    /** Whether a known type, a count and a length cannot all be true; an unknown type proves nothing. */
    private static boolean isContradicted(String type, long elements, long bytes) {
        OptionalInt bits = SafetensorsType.bits(type);
        if (bits.isEmpty()) {
            return false;
        }
        long mostElements = (Long.MAX_VALUE - Byte.SIZE) / bits.getAsInt();
        return elements > mostElements || (elements * bits.getAsInt() + Byte.SIZE - 1) / Byte.SIZE != bytes;
    }

    private static long elements(JsonNode tensor) throws MalformedModelException {
        List<Long> shape = numbers(tensor, "shape", MOST_DIMENSIONS);
        try {
            return shape.stream().reduce(1L, Math::multiplyExact);
        } catch (ArithmeticException overflow) {
            throw malformed("has a shape that overflows");
        }
    }

    private long bytes(JsonNode tensor) throws MalformedModelException {
        List<Long> offsets = numbers(tensor, "data_offsets", 2);
        if (offsets.size() != 2 || offsets.get(0) > offsets.get(1) || offsets.get(1) > dataBytes) {
            throw malformed("lies outside the file");
        }
        furthestEnd = Math.max(furthestEnd, offsets.get(1));
        return offsets.get(1) - offsets.get(0);
    }

    private static List<Long> numbers(JsonNode tensor, String member, int most) throws MalformedModelException {
        JsonNode array = tensor.path(member);
        if (!array.isArray()) {
            throw malformed("has no " + member);
        }
        List<Long> numbers = Json.elements(array)
                .flatMap(value -> Json.number(value).stream().boxed())
                .filter(number -> number >= 0)
                .toList();
        if (numbers.size() != array.size() || numbers.size() > most) {
            throw malformed("has a " + member + " that is not one");
        }
        return numbers;
    }

    private static MalformedModelException malformed(String what) {
        return new MalformedModelException("A tensor " + what);
    }
}
