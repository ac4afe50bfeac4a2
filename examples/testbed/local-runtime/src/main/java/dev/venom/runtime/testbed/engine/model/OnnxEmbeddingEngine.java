package dev.venom.runtime.testbed.engine.model;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import dev.venom.runtime.testbed.engine.wordpiece.WordPieces;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/** A sentence transformer in ONNX: the mean of its last layer, brought to length one. */
final class OnnxEmbeddingEngine implements EmbeddingEngine {
    private static final int LONGEST = 256;

    private final OrtEnvironment environment;
    private final OrtSession session;
    private final WordPieces pieces;

    private OnnxEmbeddingEngine(OrtEnvironment environment, OrtSession session, WordPieces pieces) {
        this.environment = environment;
        this.session = session;
        this.pieces = pieces;
    }

    static OnnxEmbeddingEngine load(Path weights, Path tokenizer) throws IOException, UnsupportedModelException {
        WordPieces pieces = WordPieces.read(tokenizer);
        OrtEnvironment environment = OrtEnvironment.getEnvironment();
        try (OrtSession.SessionOptions options = new OrtSession.SessionOptions()) {
            return new OnnxEmbeddingEngine(environment, environment.createSession(weights.toString(), options), pieces);
        } catch (OrtException refused) {
            throw new UnsupportedModelException("ONNX Runtime does not load it: " + refused.getMessage());
        }
    }

    @Override
    public float[] embed(String text) {
        long[] ids = pieces.idsOf(text, LONGEST);
        Map<String, OnnxTensor> inputs = new HashMap<>();
        try {
            inputs.put("input_ids", row(ids));
            inputs.put("attention_mask", row(filled(ids.length, 1)));
            if (session.getInputNames().contains("token_type_ids")) {
                inputs.put("token_type_ids", row(filled(ids.length, 0)));
            }
            try (OrtSession.Result result = session.run(inputs)) {
                float[][][] tokens = (float[][][]) result.get(0).getValue();
                return ofLengthOne(mean(tokens[0]));
            }
        } catch (OrtException broken) {
            throw new IllegalStateException("ONNX Runtime failed on a text", broken);
        } finally {
            inputs.values().forEach(OnnxTensor::close);
        }
    }

    @Override
    public void close() {
        try {
            session.close();
        } catch (OrtException broken) {
            throw new IllegalStateException("ONNX Runtime did not let go of a model", broken);
        }
    }

    private OnnxTensor row(long[] values) throws OrtException {
        return OnnxTensor.createTensor(environment, new long[][] {values});
    }

    private static long[] filled(int length, long value) {
        long[] values = new long[length];
        Arrays.fill(values, value);
        return values;
    }

    private static float[] mean(float[][] tokens) {
        float[] mean = new float[tokens[0].length];
        for (float[] token : tokens) {
            for (int i = 0; i < mean.length; i++) {
                mean[i] += token[i] / tokens.length;
            }
        }
        return mean;
    }

    private static float[] ofLengthOne(float[] vector) {
        double squares = 0;
        for (float value : vector) {
            squares += value * value;
        }
        float length = (float) Math.max(Math.sqrt(squares), Float.MIN_NORMAL);
        float[] unit = new float[vector.length];
        for (int i = 0; i < vector.length; i++) {
            unit[i] = vector[i] / length;
        }
        return unit;
    }
}
