package dev.venom.runtime.supervisor.systemd;

import dev.venom.runtime.spi.Settings;
import dev.venom.runtime.spi.testkit.InMemorySettings;
import dev.venom.runtime.testbed.systemd.OnlyInside;
import java.nio.file.Path;

/** The contract, kept without a bus. */
@OnlyInside
class SystemctlContractInside extends ContractInside {
    @Override
    protected Settings settings(Path cacheDirectory) {
        return InMemorySettings.in(cacheDirectory).with("DBUS_SYSTEM_BUS_ADDRESS", "unix:path=/missing");
    }
}
