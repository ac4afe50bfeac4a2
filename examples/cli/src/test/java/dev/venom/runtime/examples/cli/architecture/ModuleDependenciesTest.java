package dev.venom.runtime.examples.cli.architecture;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ModuleDependenciesTest {
    private static final String OURS = "dev.venom..";
    private static final String[] PROGRAMS = {"dev.venom.runtime.examples..", "dev.venom.runtime.testbed.."};
    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("dev.venom.runtime");

    @Test
    void everyPublishedModuleIsHere() {
        assertThat(PublishedModule.all())
                .extracting(PublishedModule::name)
                .containsExactlyInAnyOrder(
                        PublishedModule.API,
                        PublishedModule.CORE,
                        "dev.venom.runtime.provider.hf",
                        "dev.venom.runtime.provider.ollama",
                        "dev.venom.runtime.supervisor.process",
                        "dev.venom.runtime.supervisor.systemd");
    }

    @Test
    void noPackageIsInTwoModules() {
        assertThat(PublishedModule.all().stream().flatMap(module -> module.packages().stream()))
                .doesNotHaveDuplicates();
    }

    @Test
    void theApiKnowsNothingButJavaItsLoggerAndNullness() {
        classes()
                .that()
                .resideInAnyPackage(
                        array(PublishedModule.named(PublishedModule.API).packages()))
                .should()
                .onlyDependOnClassesThat(resideInAnyPackage("java..", "org.jspecify..", "org.slf4j..")
                        .or(resideInAnyPackage(
                                array(PublishedModule.named(PublishedModule.API).packages()))))
                .check(CLASSES);
    }

    static List<PublishedModule> modulesBesidesTheApi() {
        return PublishedModule.all().stream()
                .filter(module -> !module.name().equals(PublishedModule.API))
                .toList();
    }

    @ParameterizedTest
    @MethodSource("modulesBesidesTheApi")
    void knowsOfOursOnlyTheApi(PublishedModule module) {
        String[] known = Stream.of(module, PublishedModule.named(PublishedModule.API))
                .flatMap(each -> each.packages().stream())
                .toArray(String[]::new);

        assertThat(module.requiredSiblings()).containsExactly(PublishedModule.API);
        classes()
                .that()
                .resideInAnyPackage(array(module.packages()))
                .should()
                .onlyDependOnClassesThat(resideOutsideOfPackage(OURS).or(resideInAnyPackage(known)))
                .allowEmptyShould(true)
                .check(CLASSES);
    }

    @Test
    void examplesUseOnlyWhatApiAndCoreExport() {
        String[] exported = Stream.of(PublishedModule.API, PublishedModule.CORE)
                .flatMap(name -> PublishedModule.named(name).exportedPackages().stream())
                .toArray(String[]::new);

        classes()
                .that()
                .resideInAnyPackage(PROGRAMS)
                .should()
                .onlyDependOnClassesThat(resideOutsideOfPackage(OURS)
                        .or(resideInAnyPackage(PROGRAMS))
                        .or(resideInAnyPackage(exported)))
                .check(CLASSES);
    }

    @Test
    void packagesHaveNoCycles() {
        slices().matching("dev.venom.runtime.(**)").should().beFreeOfCycles().check(CLASSES);
    }

    private static String[] array(Set<String> packages) {
        return packages.toArray(String[]::new);
    }
}
