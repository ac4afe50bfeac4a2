package dev.venom.runtime.core.facade;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.venom.runtime.api.error.ErrorCode;
import dev.venom.runtime.api.error.VenomException;
import dev.venom.runtime.api.model.InstallRequest;
import dev.venom.runtime.api.model.InstalledModel;
import dev.venom.runtime.api.model.ModelRef;
import dev.venom.runtime.api.model.ModelVerification;
import dev.venom.runtime.api.model.PruneReport;
import dev.venom.runtime.api.model.SearchRequest;
import dev.venom.runtime.api.model.Verdict;
import dev.venom.runtime.api.model.VerifyRequest;
import dev.venom.runtime.api.runtime.RuntimeSpec;
import dev.venom.runtime.api.runtime.RuntimeStatus;
import dev.venom.runtime.core.ModelManager;
import dev.venom.runtime.core.ModelManagerBuilder;
import dev.venom.runtime.spi.OperationListener;
import dev.venom.runtime.spi.provider.ModelProvider;
import dev.venom.runtime.spi.runtime.RuntimeDriver;
import dev.venom.runtime.spi.runtime.RuntimeSupervisor;
import java.net.URI;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What one plug-in or one file spoils stays its own: everything else goes on, and the failure is told. */
@Timeout(60)
class IsolationTest {
    private static final URI NOBODY = URI.create("http://127.0.0.1:9");

    @TempDir
    private Path directory;

    private Path file;

    @BeforeEach
    void layOut() throws Exception {
        Files.createDirectories(directory.resolve("sound"));
        file = Files.writeString(directory.resolve("sound/file"), SoundProvider.CONTENT);
    }

    private ModelManagerBuilder builder() {
        return ModelManager.builder()
                .withoutDiscovery()
                .environment(Map.of())
                .cacheDirectory(directory)
                .provider(new SoundProvider(file));
    }

    private ModelManager beside(DefectivePlugIn.Defect defect) {
        OperationListener listener = DefectivePlugIn.of(OperationListener.class, "listener", defect);
        return builder()
                .provider(DefectivePlugIn.of(ModelProvider.class, "broken", defect))
                .driver(DefectivePlugIn.of(RuntimeDriver.class, "broken", defect))
                .driver(new FakeMachine().driver())
                .supervisor(DefectivePlugIn.of(RuntimeSupervisor.class, "broken", defect))
                .listener(listener)
                .runtime(RuntimeSpec.builder("bad", "broken", NOBODY).build())
                .runtime(RuntimeSpec.builder("good", "fake", NOBODY).build())
                .build();
    }

    @ParameterizedTest
    @EnumSource
    void aDefectiveProviderKeepsNoOtherFromWorking(DefectivePlugIn.Defect defect) throws Exception {
        Files.writeString(directory.resolve("sound/orphan"), "x");
        try (ModelManager manager = beside(defect)) {
            assertThat(manager.models().list()).extracting(InstalledModel::ref).containsExactly(SoundProvider.MODEL);
            assertThat(manager.models().search(SearchRequest.of("x"))).hasSize(1);
            assertThat(manager.host().report().disk().usedBytes()).isEqualTo(SoundProvider.CONTENT.length());
            assertThat(manager.host().examine())
                    .anySatisfy(verdict -> assertThat(verdict.check()).isEqualTo("sound"))
                    .anySatisfy(verdict -> {
                        assertThat(verdict.check()).isEqualTo("broken");
                        assertThat(verdict.result()).isNotEqualTo(Verdict.Result.OK);
                    });
            assertThat(manager.models()
                            .plan(InstallRequest.of(SoundProvider.MODEL))
                            .missingBytes())
                    .isZero();
            assertThat(manager.models()
                            .install(InstallRequest.of(SoundProvider.MODEL))
                            .await())
                    .isNotNull();
            assertThat(manager.models().verify(VerifyRequest.all()).await()).allMatch(ModelVerification::ok);
            PruneReport pruned = manager.models().prune();
            assertThat(pruned.items()).extracting(PruneReport.Item::name).containsExactly("orphan");
            assertThat(pruned.troubles())
                    .singleElement()
                    .satisfies(trouble -> assertThat(trouble.message()).contains("'broken'"));
            assertThat(manager.models().remove(SoundProvider.MODEL).await().freedBytes())
                    .isPositive();
            assertThatThrownBy(() -> manager.models().plan(InstallRequest.of(ModelRef.parse("broken:model"))))
                    .isInstanceOfSatisfying(VenomException.class, told -> {
                        assertThat(told.code()).isEqualTo(ErrorCode.INTERNAL);
                        assertThat(told).hasMessageContaining("'broken'");
                    });
        }
    }

    @ParameterizedTest
    @EnumSource
    void aDefectiveDriverOrSupervisorHidesNoOtherRuntime(DefectivePlugIn.Defect defect) {
        try (ModelManager manager = beside(defect)) {
            assertThat(manager.runtimes().list()).extracting(RuntimeStatus::id).containsExactly("bad", "good");
            assertThat(manager.runtimes().status("good").reason()).doesNotContain("defect");
            assertThat(manager.runtimes().status("bad").reason()
                            + manager.runtimes().status("bad").evidence())
                    .contains("'broken'");
        }
    }

    @Test
    void aPlugInWithoutANameIsLeftOut() {
        ModelProvider nameless = new SoundProvider(file) {
            @Override
            public String id() {
                throw new IllegalStateException("no name");
            }
        };
        try (ModelManager manager = builder().provider(nameless).build()) {
            assertThat(manager.models().list()).hasSize(1);
        }
    }

    @Test
    void aPlugInThatCannotBeMadeIsToldOfAndLeftOut() throws Exception {
        Path services = Files.createDirectories(directory.resolve("classes/META-INF/services"));
        Files.writeString(services.resolve(ModelProvider.class.getName()), "com.acme.Gone\n");
        Files.writeString(services.resolve(OperationListener.class.getName()), "not a name at all\n");
        ClassLoader former = Thread.currentThread().getContextClassLoader();
        try (URLClassLoader loader = new URLClassLoader(
                new URL[] {directory.resolve("classes").toUri().toURL()}, former)) {
            Thread.currentThread().setContextClassLoader(loader);
            try (ModelManager manager = ModelManager.builder()
                    .environment(Map.of())
                    .cacheDirectory(directory)
                    .provider(new SoundProvider(file))
                    .build()) {
                assertThat(manager.models().list()).hasSize(1);
                assertThat(manager.host().examine())
                        .filteredOn(verdict -> verdict.check().equals("plug_ins"))
                        .hasSize(2)
                        .anySatisfy(verdict -> assertThat(verdict.detail()).contains("com.acme.Gone"));
            }
        } finally {
            Thread.currentThread().setContextClassLoader(former);
        }
    }

    @Test
    void damagedFilesOfOneThingHideNothingElse() throws Exception {
        try (ModelManager manager = beside(DefectivePlugIn.Defect.STATE)) {
            manager.models().install(InstallRequest.of(SoundProvider.MODEL)).await();
        }
        Files.createDirectories(directory.resolve("runtimes"));
        Files.writeString(directory.resolve("runtimes/good.json"), "{\"wanted\":");
        Files.writeString(directory.resolve("runtimes/other.json"), "\u0000\u0000");
        Files.createDirectory(directory.resolve("runtimes/a-directory.json"));
        Files.writeString(directory.resolve("operations/0-damaged.json"), "{\"id\":7}");
        Files.createDirectory(directory.resolve("operations/1-a-directory.json"));
        String manifest = Files.readString(directory.resolve("manifest.json"));
        Files.writeString(
                directory.resolve("manifest.json"),
                manifest.replace("\"models\" : [", "\"models\" : [{\"provider\":7}, null, ")
                        .replace("\"models\": [", "\"models\": [{\"provider\":7}, null, "));

        try (ModelManager manager = builder()
                .driver(new FakeMachine().driver())
                .runtime(RuntimeSpec.builder("good", "fake", NOBODY).build())
                .runtime(RuntimeSpec.builder("fine", "fake", NOBODY).build())
                .build()) {
            assertThat(manager.models().list()).hasSize(1);
            assertThat(manager.operations().list()).hasSize(1);
            assertThat(manager.runtimes().activeModels()).isEmpty();
            assertThat(manager.runtimes().list()).extracting(RuntimeStatus::id).containsExactly("good", "fine");
            assertThat(manager.runtimes().status("good").reason()).contains("good.json", "Move it away");
            assertThat(manager.models().verify(VerifyRequest.all()).await()).allMatch(ModelVerification::ok);
        }
    }
}
