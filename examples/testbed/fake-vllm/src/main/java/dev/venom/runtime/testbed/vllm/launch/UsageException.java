package dev.venom.runtime.testbed.vllm.launch;

/** The command line is wrong: exit 2, as argparse does. */
public final class UsageException extends Exception {
    private static final long serialVersionUID = 1L;

    UsageException(String message) {
        super(message);
    }
}
