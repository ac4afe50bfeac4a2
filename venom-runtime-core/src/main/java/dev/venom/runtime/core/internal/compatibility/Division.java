package dev.venom.runtime.core.internal.compatibility;

/**
 * Over how many GPUs a command divides a model. Immutable.
 *
 * @param tensor parts of each layer
 * @param pipeline groups of layers
 */
record Division(int tensor, int pipeline) {
    static Division of(CommandOptions options) {
        return new Division(
                options.count("--tensor-parallel-size", "-tp").orElse(1),
                options.count("--pipeline-parallel-size", "-pp").orElse(1));
    }

    int gpus() {
        return tensor * pipeline;
    }
}
