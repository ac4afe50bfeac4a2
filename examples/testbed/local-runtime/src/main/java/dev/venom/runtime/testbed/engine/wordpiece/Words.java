package dev.venom.runtime.testbed.engine.wordpiece;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Splits text at blanks and around punctuation, in lower case and without accents. */
final class Words {
    private Words() {}

    static List<String> of(String text) {
        String plain = Normalizer.normalize(text.toLowerCase(Locale.ROOT), Normalizer.Form.NFD);
        List<String> words = new ArrayList<>();
        StringBuilder word = new StringBuilder();
        plain.codePoints().filter(point -> !isDropped(point)).forEach(point -> {
            if (Character.isWhitespace(point)) {
                finish(word, words);
            } else if (isPunctuation(point)) {
                finish(word, words);
                words.add(Character.toString(point));
            } else {
                word.appendCodePoint(point);
            }
        });
        finish(word, words);
        return words;
    }

    private static void finish(StringBuilder word, List<String> words) {
        if (word.length() > 0) {
            words.add(word.toString());
            word.setLength(0);
        }
    }

    private static boolean isDropped(int point) {
        return Character.getType(point) == Character.NON_SPACING_MARK
                || Character.isISOControl(point) && !Character.isWhitespace(point);
    }

    /** ASCII symbols count as punctuation, as BERT's own tokenizer has it. */
    private static boolean isPunctuation(int point) {
        boolean isAsciiSymbol = point < 128 && point > 32 && !Character.isLetterOrDigit(point);
        return isAsciiSymbol
                || switch (Character.getType(point)) {
                    case Character.CONNECTOR_PUNCTUATION,
                            Character.DASH_PUNCTUATION,
                            Character.START_PUNCTUATION,
                            Character.END_PUNCTUATION,
                            Character.INITIAL_QUOTE_PUNCTUATION,
                            Character.FINAL_QUOTE_PUNCTUATION,
                            Character.OTHER_PUNCTUATION -> true;
                    default -> false;
                };
    }
}
