package dev.venom.runtime.testbed.switching;

import dev.venom.runtime.testbed.systemd.OnlyInside;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;

/** Runtimes that are units, and belong to systemd whoever started them. */
@OnlyInside
class SystemdKilledHostInside extends KilledHostContract {
    private Optional<SwitchUnit> unit = Optional.empty();

    @Override
    SwitchFixture host(Path directory) throws IOException {
        SwitchFixture bench = SwitchFixture.make(directory);
        unit = Optional.of(SwitchUnit.of(bench));
        return bench;
    }

    @AfterEach
    void removeTheUnit() throws IOException {
        if (unit.isPresent()) {
            unit.get().close();
        }
    }
}
