package dev.venom.runtime.examples.cli;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

class ArchitectureTest {
    private final JavaClasses classes = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("dev.venom.runtime.examples.cli");

    @Test
    void usesOnlyWhatEveryHostMayUse() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "dev.venom.runtime.core.internal..",
                        "dev.venom.runtime.provider..",
                        "dev.venom.runtime.supervisor..")
                .check(classes);
    }

    @Test
    void leavesTheHttpClientToTheLibrary() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAPackage("java.net.http..")
                .check(classes);
    }

    @Test
    void packagesFormNoCycle() {
        slices().matching("dev.venom.runtime.examples.(**)")
                .should()
                .beFreeOfCycles()
                .check(classes);
    }
}
