package dev.venom.runtime.examples.cli.console;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.function.Supplier;

/**
 * Standard output: either JSON and nothing else, or text for people. Thread-safe: each line is one write.
 *
 * <p>It does not go through {@code System.out}, which has the platform's charset and hides a broken pipe.
 */
public final class Output {
    private final Style style;
    private final OutputStream stream;

    /** Who reads it. */
    public enum Style {
        /** A program: JSON documents, one on a line. */
        JSON,
        /** A person. */
        HUMAN
    }

    Output(Style style, OutputStream stream) {
        this.style = style;
        this.stream = stream;
    }

    /**
     * The standard output of this process.
     *
     * @param style who reads it
     * @return an output without a buffer
     */
    static Output standard(Style style) {
        return new Output(style, new FileOutputStream(FileDescriptor.out));
    }

    /**
     * Who reads it.
     *
     * @return the style
     */
    public Style style() {
        return style;
    }

    /**
     * Prints a result in the reader's form; the other form is not made.
     *
     * @param json the document, without a line break
     * @param human the text
     */
    public void result(Supplier<String> json, Supplier<String> human) {
        line(style == Style.JSON ? json.get() : human.get());
    }

    /**
     * Prints a document where a program reads.
     *
     * @param document JSON without a line break
     */
    public void json(String document) {
        if (style == Style.JSON) {
            line(document);
        }
    }

    /**
     * Prints text where a person reads.
     *
     * @param text one line or several
     */
    public void human(String text) {
        if (style == Style.HUMAN) {
            line(text);
        }
    }

    private void line(String text) {
        try {
            stream.write((text + "\n").getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new BrokenOutputException(e);
        }
    }
}
