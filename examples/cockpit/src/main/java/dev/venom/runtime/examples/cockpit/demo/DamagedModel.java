package dev.venom.runtime.examples.cockpit.demo;

import dev.venom.runtime.testbed.hub.catalogue.BuiltInModels;
import dev.venom.runtime.testbed.hub.content.Content;
import dev.venom.runtime.testbed.hub.repository.HubRepository;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.Channels;
import java.nio.channels.WritableByteChannel;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * A model that is whole by every header, size and digest, and that no engine can load: a tensor has a name that
 * nothing asks for. Activating it shows how the former model comes back.
 */
final class DamagedModel {
    private static final byte[] NEEDED = "output_norm.weight".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] UNKNOWN = "output_worm.weight".getBytes(StandardCharsets.US_ASCII);

    private DamagedModel() {}

    static HubRepository repository() {
        return HubRepository.named("venom/broken-llama-GGUF")
                .libraryName("gguf")
                .pipelineTag("text-generation")
                .license("apache-2.0")
                .tags("gguf", "llama", "broken-on-purpose")
                .downloads(3)
                .file("README.md", "# Broken on purpose\n\nA tensor is missing: no engine loads this model.\n")
                .file("broken.F16.gguf", Content.of(renamed(bytesOf(BuiltInModels.tinyGguf()))))
                .build();
    }

    private static byte[] bytesOf(Content content) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (WritableByteChannel channel = Channels.newChannel(bytes)) {
            content.writeTo(channel::write, 0, content.size());
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
        return bytes.toByteArray();
    }

    private static byte[] renamed(byte[] model) {
        for (int start = 0; start + NEEDED.length <= model.length; start++) {
            if (Arrays.equals(model, start, start + NEEDED.length, NEEDED, 0, NEEDED.length)) {
                System.arraycopy(UNKNOWN, 0, model, start, UNKNOWN.length);
                return model;
            }
        }
        throw new IllegalStateException("The tiny Llama has no tensor of that name");
    }
}
