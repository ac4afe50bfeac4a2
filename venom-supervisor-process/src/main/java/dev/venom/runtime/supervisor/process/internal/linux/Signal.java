package dev.venom.runtime.supervisor.process.internal.linux;

/** What a process can be told (signal(7)). */
public enum Signal {
    /** End, please. */
    TERM(15),
    /** End. */
    KILL(9);

    private final int number;

    Signal(int number) {
        this.number = number;
    }

    int number() {
        return number;
    }
}
