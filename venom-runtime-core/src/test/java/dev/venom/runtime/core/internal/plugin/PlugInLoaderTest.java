package dev.venom.runtime.core.internal.plugin;

import static org.assertj.core.api.Assertions.assertThat;

import dev.venom.runtime.api.event.VenomEvent;
import dev.venom.runtime.spi.OperationListener;
import dev.venom.runtime.spi.runtime.RuntimeDriver;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PlugInLoaderTest {
    private final ClassLoader former = Thread.currentThread().getContextClassLoader();

    @TempDir
    Path directory;

    @AfterEach
    void restore() {
        Thread.currentThread().setContextClassLoader(former);
    }

    @Test
    void looksWhereItsMakersThreadLooked() throws Exception {
        try (URLClassLoader application = application(Heard.class.getName())) {
            Thread.currentThread().setContextClassLoader(application);
            PlugInLoader loader = PlugInLoader.from(Optional.empty());
            Thread.currentThread().setContextClassLoader(former);

            List<OperationListener> found = CompletableFuture.supplyAsync(() -> loader.load(OperationListener.class))
                    .get();
            assertThat(found).hasOnlyElementsOfType(Heard.class).hasSize(1);
        }
    }

    @Test
    void looksNowhereElseThanWhereTheHostSays() throws Exception {
        try (URLClassLoader application = application(Heard.class.getName())) {
            assertThat(PlugInLoader.from(Optional.of(application)).load(OperationListener.class))
                    .hasSize(1);
            Thread.currentThread().setContextClassLoader(application);
            assertThat(PlugInLoader.from(Optional.of(former)).load(OperationListener.class))
                    .isEmpty();
        }
    }

    @Test
    void findsTheLibrarysOwnWhereTheThreadsLoaderDoesNotSeeThem() {
        Thread.currentThread().setContextClassLoader(ClassLoader.getPlatformClassLoader());
        assertThat(PlugInLoader.from(Optional.empty()).load(RuntimeDriver.class))
                .isNotEmpty();
        Thread.currentThread().setContextClassLoader(null);
        assertThat(PlugInLoader.from(Optional.empty()).load(RuntimeDriver.class))
                .isNotEmpty();
    }

    @Test
    void makesOnceWhatSeveralLoadersSee() throws Exception {
        try (URLClassLoader application = application(Heard.class.getName())) {
            Thread.currentThread().setContextClassLoader(application);
            assertThat(PlugInLoader.from(Optional.empty()).load(RuntimeDriver.class))
                    .extracting(RuntimeDriver::kind)
                    .doesNotHaveDuplicates();
        }
    }

    @Test
    void namesTheEntryThatIsBrokenAndTakesTheOthers() throws Exception {
        try (URLClassLoader application = application("com.acme.Gone\n" + PlugInLoaderTest.class.getName() + "\n"
                + Failing.class.getName() + "\n" + Heard.class.getName())) {
            PlugInLoader loader = PlugInLoader.from(Optional.of(application));
            assertThat(loader.load(OperationListener.class)).hasSize(1);
            assertThat(loader.troubles())
                    .extracting(trouble -> trouble.detail())
                    .satisfiesExactly(
                            gone -> assertThat(gone).contains("com.acme.Gone"),
                            other -> assertThat(other).contains("PlugInLoaderTest", "not a subtype"),
                            failing -> assertThat(failing).contains(Failing.class.getName(), "no licence"));

            loader.load(OperationListener.class);
            assertThat(loader.troubles()).hasSize(3);
        }
    }

    private URLClassLoader application(String entries) throws Exception {
        Path services = Files.createDirectories(directory.resolve("META-INF/services"));
        Files.writeString(services.resolve(OperationListener.class.getName()), entries);
        return new URLClassLoader(new URL[] {directory.toUri().toURL()}, PlugInLoaderTest.class.getClassLoader());
    }

    /** A listener of an application. */
    public static final class Heard implements OperationListener {
        /** For the service loader. */
        public Heard() {}

        @Override
        public void onEvent(VenomEvent event) {}
    }

    /** A listener whose constructor throws. */
    public static final class Failing implements OperationListener {
        /** For the service loader. */
        public Failing() {
            throw new IllegalStateException("no licence");
        }

        @Override
        public void onEvent(VenomEvent event) {}
    }
}
