package dev.landfall.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.library.Architectures;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ArchitectureTest {
    private static JavaClasses classes;

    @BeforeAll
    static void read() {
        classes = new ClassFileImporter()
                .withImportOption(new ImportOption.DoNotIncludeTests())
                // the fixtures of cdc-capture, which other modules' tests take from its test-jar
                .withImportOption(location -> !location.contains("test-classes") && !location.contains("-tests.jar"))
                .importPackages("dev.landfall");
    }

    @Test
    void packagesHaveNoCycles() {
        slices().matching("dev.landfall.(*)..")
                .should()
                .beFreeOfCycles()
                .because(
                        "data flows one way; pass what a later stage needs as a value, or move the type to the earlier stage")
                .check(classes);
    }

    @Test
    void modulesDependInOneDirection() {
        Architectures.layeredArchitecture()
                .consideringOnlyDependenciesInLayers()
                .layer("capture")
                .definedBy(packages(
                        "failure",
                        "failpoint",
                        "setting",
                        "sql",
                        "json",
                        "source",
                        "catalog",
                        "event",
                        "ddl",
                        "text",
                        "wire",
                        "profile",
                        "snapshot",
                        "stream",
                        "embedded"))
                .layer("transformer")
                .definedBy(packages(
                        "target", "mapping", "plan", "schema", "evolution", "transform", "apply", "window", "reverse"))
                .layer("verifier")
                .definedBy(packages("verify"))
                .layer("cli")
                .definedBy(packages(
                        "forecast",
                        "retention",
                        "throttle",
                        "config",
                        "check",
                        "run",
                        "certificate",
                        "cutover",
                        "runbook",
                        "migration",
                        "output",
                        "cli",
                        "demo",
                        "bench"))
                .whereLayer("cli")
                .mayNotBeAccessedByAnyLayer()
                .whereLayer("verifier")
                .mayOnlyBeAccessedByLayers("cli")
                .whereLayer("transformer")
                .mayOnlyBeAccessedByLayers("verifier", "cli")
                .because(
                        "cdc-capture <- transformer <- verifier <- cli; move the code to the module that owns its stage")
                .check(classes);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "io.debezium           | stream,bench.reader",
                "org.apache.kafka      | stream,bench.reader",
                "com.github.shyiko     | stream",
                "org.mariadb           | source,wire,stream",
                "ch.vorburger          | embedded",
                "io.zonky              | embedded",
                "org.postgresql        | target,apply,reverse",
                "org.jooq              | mapping,schema",
                "picocli               | cli",
                "com.samskivert        | output",
                "me.tongfei            | output",
                "com.github.freva      | output",
                "com.fasterxml.jackson | json,stream,verify,config,certificate,output,cutover,demo,bench"
            })
    void thirdPartyTypesStopWhereTheyBelong(String library, String allowed) {
        noClasses()
                .that()
                .resideOutsideOfPackages(packages(allowed.split(",", -1)))
                .should()
                .dependOnClassesThat()
                .resideInAPackage(library + "..")
                .because("a library is replaced in one place; give the other stages a type of our own")
                .check(classes);
    }

    @Test
    void nobodyPrintsPastTheConsole() {
        noClasses()
                .that()
                .resideOutsideOfPackages(packages("cli", "output"))
                .should(com.tngtech.archunit.library.GeneralCodingRules.ACCESS_STANDARD_STREAMS)
                .because("stdout is the result and stderr the progress: return a value, or tell run.Progress")
                .check(classes);
    }

    private static String[] packages(String... names) {
        String[] packages = new String[names.length];
        for (int i = 0; i < names.length; i++) {
            packages[i] = "dev.landfall." + names[i].strip() + "..";
        }
        return packages;
    }
}
