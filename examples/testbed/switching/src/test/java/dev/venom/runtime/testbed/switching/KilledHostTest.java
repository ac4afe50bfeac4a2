package dev.venom.runtime.testbed.switching;

import java.io.IOException;
import java.nio.file.Path;

/** Runtimes that are child processes, and outlive the host that started them. */
class KilledHostTest extends KilledHostContract {
    @Override
    SwitchFixture host(Path directory) throws IOException {
        return SwitchFixture.make(directory);
    }
}
