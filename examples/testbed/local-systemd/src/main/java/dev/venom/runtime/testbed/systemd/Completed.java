package dev.venom.runtime.testbed.systemd;

/**
 * A program that has ended. Immutable.
 *
 * @param exitCode how
 * @param output what it wrote to both its streams
 */
public record Completed(int exitCode, String output) {
    /**
     * Insists on success.
     *
     * @return what it wrote
     * @throws IllegalStateException if it failed, with what it wrote
     */
    public String outputOfSuccess() {
        if (exitCode != 0) {
            throw new IllegalStateException("Exit code " + exitCode + ": " + output);
        }
        return output;
    }
}
