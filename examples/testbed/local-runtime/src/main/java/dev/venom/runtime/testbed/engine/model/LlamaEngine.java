package dev.venom.runtime.testbed.engine.model;

import de.kherud.llama.InferenceParameters;
import de.kherud.llama.LlamaModel;
import de.kherud.llama.LlamaOutput;
import de.kherud.llama.ModelParameters;
import java.nio.file.Path;
import java.util.function.Consumer;

/** llama.cpp, inside this process. */
final class LlamaEngine implements TextEngine {
    private static final int THREADS = 2;
    private static final int CONTEXT_TOKENS = 256;

    private final LlamaModel model;

    private LlamaEngine(LlamaModel model) {
        this.model = model;
    }

    static LlamaEngine load(Path gguf) throws UnsupportedModelException {
        try {
            return new LlamaEngine(new LlamaModel(new ModelParameters()
                    .setModel(gguf.toString())
                    .setCtxSize(CONTEXT_TOKENS)
                    .setThreads(THREADS)
                    .setGpuLayers(0)));
        } catch (RuntimeException refused) {
            // The binding's own exception is hidden from its users.
            throw new UnsupportedModelException("llama.cpp does not load it: " + refused.getMessage());
        }
    }

    @Override
    public int complete(String prompt, int maxTokens, float temperature, Consumer<String> pieces) {
        InferenceParameters parameters =
                new InferenceParameters(prompt).setNPredict(maxTokens).setTemperature(temperature);
        int tokens = 0;
        for (LlamaOutput piece : model.generate(parameters)) {
            pieces.accept(piece.text);
            tokens++;
        }
        return tokens;
    }

    @Override
    public void close() {
        model.close();
    }
}
