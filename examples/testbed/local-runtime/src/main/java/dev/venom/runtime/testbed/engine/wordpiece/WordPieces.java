package dev.venom.runtime.testbed.engine.wordpiece;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Cuts text as an uncased BERT model was trained to read it: words without accents in lower case, punctuation by
 * itself, and words that are not known as the longest pieces that are. Immutable.
 */
public final class WordPieces {
    private static final String UNKNOWN = "[UNK]";
    private static final String CONTINUED = "##";
    private static final int LONGEST_WORD = 100;

    private final Map<String, Integer> vocabulary;

    private WordPieces(Map<String, Integer> vocabulary) {
        this.vocabulary = vocabulary;
    }

    /**
     * Reads a vocabulary.
     *
     * @param tokenizer a {@code tokenizer.json} as Hugging Face's tokenizers write it
     * @return the pieces
     * @throws IOException if it can't be read, or holds another kind of tokenizer
     */
    public static WordPieces read(Path tokenizer) throws IOException {
        JsonNode model = new ObjectMapper().readTree(tokenizer.toFile()).path("model");
        Map<String, Integer> vocabulary = new HashMap<>();
        for (Map.Entry<String, JsonNode> entry : model.path("vocab").properties()) {
            vocabulary.put(entry.getKey(), entry.getValue().intValue());
        }
        if (!vocabulary.containsKey(UNKNOWN) || !vocabulary.containsKey("[CLS]")) {
            throw new IOException(tokenizer.getFileName() + " holds no WordPiece vocabulary");
        }
        return new WordPieces(vocabulary);
    }

    /**
     * Cuts a text.
     *
     * @param text the text
     * @param longest most pieces, the marks of beginning and end included
     * @return numbers of the pieces
     */
    public long[] idsOf(String text, int longest) {
        List<Integer> ids = new ArrayList<>();
        ids.add(vocabulary.get("[CLS]"));
        for (String word : Words.of(text)) {
            ids.addAll(piecesOf(word));
        }
        List<Integer> cut = new ArrayList<>(ids.subList(0, Math.min(ids.size(), longest - 1)));
        cut.add(vocabulary.get("[SEP]"));
        return cut.stream().mapToLong(Integer::longValue).toArray();
    }

    private List<Integer> piecesOf(String word) {
        List<Integer> pieces = new ArrayList<>();
        int start = 0;
        while (start < word.length()) {
            int end = endOfLongestPiece(word, start);
            if (end == start || word.length() > LONGEST_WORD) {
                return List.of(vocabulary.get(UNKNOWN));
            }
            pieces.add(vocabulary.get(piece(word, start, end)));
            start = end;
        }
        return pieces;
    }

    private int endOfLongestPiece(String word, int start) {
        int end = word.length();
        while (end > start && !vocabulary.containsKey(piece(word, start, end))) {
            end--;
        }
        return end;
    }

    private static String piece(String word, int start, int end) {
        return (start == 0 ? "" : CONTINUED) + word.substring(start, end);
    }
}
