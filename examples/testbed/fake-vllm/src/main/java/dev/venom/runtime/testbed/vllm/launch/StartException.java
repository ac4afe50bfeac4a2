package dev.venom.runtime.testbed.vllm.launch;

/** The start has failed, and the log says why. */
public final class StartException extends Exception {
    private static final long serialVersionUID = 1L;

    private final int status;

    StartException(int status) {
        super("The start failed with status " + status);
        this.status = status;
    }

    /**
     * The exit status of the process.
     *
     * @return the status
     */
    public int status() {
        return status;
    }
}
