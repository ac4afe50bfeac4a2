package dev.venom.runtime.testbed.ollama.store;

import java.io.IOException;
import java.nio.file.Path;

/** The disk that a test has made small is full. */
public final class DiskFullException extends IOException {

    private static final long serialVersionUID = 1L;

    DiskFullException(Path file) {
        super("write " + file + ": no space left on device");
    }
}
