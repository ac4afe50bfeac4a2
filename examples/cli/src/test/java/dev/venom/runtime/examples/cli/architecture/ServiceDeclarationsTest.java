package dev.venom.runtime.examples.cli.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ServiceDeclarationsTest {
    static List<PublishedModule> modules() {
        return PublishedModule.all();
    }

    /** The one counts on the module path, the other on the class path and in the program's one jar. */
    @ParameterizedTest
    @MethodSource("modules")
    void areTheSameInTheModuleAndInItsFiles(PublishedModule module) {
        assertThat(module.providedByFiles()).isEqualTo(module.providedByDescriptor());
    }
}
