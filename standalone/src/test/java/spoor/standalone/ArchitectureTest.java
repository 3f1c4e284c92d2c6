package spoor.standalone;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** What may know what, in sentences. */
@AnalyzeClasses(packages = "spoor", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
    @ArchTest
    static final ArchRule the_event_needs_the_JDK_Jackson_and_JSpecify_only = classes()
            .that()
            .resideInAPackage("spoor.event..")
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage(
                    "java..",
                    "tools.jackson..",
                    "com.fasterxml.jackson.annotation..",
                    "org.jspecify..",
                    "spoor.event..");

    @ArchTest
    static final ArchRule the_storage_ports_need_the_event_only = classes()
            .that()
            .resideInAPackage("spoor.storage")
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage("java..", "org.jspecify..", "spoor.event..", "spoor.storage");

    @ArchTest
    static final ArchRule only_the_store_the_mirror_and_the_benchmarks_see_databases = noClasses()
            .that()
            .resideOutsideOfPackages(
                    "spoor.storage.postgres..",
                    "spoor.storage.server..",
                    "spoor.analysis.mirror..",
                    "spoor.testkit..",
                    "spoor.standalone.bench..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.jooq..", "java.sql..", "org.postgresql..", "org.duckdb..", "org.flywaydb..");

    @ArchTest
    static final ArchRule only_the_mirror_sees_DuckDB = noClasses()
            .that()
            .resideOutsideOfPackage("spoor.analysis.mirror..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("org.duckdb..");

    @ArchTest
    static final ArchRule only_frames_and_the_gateways_server_see_Netty = noClasses()
            .that()
            .resideOutsideOfPackages("spoor.gateway.frame..", "spoor.gateway.server..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("io.netty..");

    @ArchTest
    static final ArchRule tables_graphs_and_statistics_are_plain_Java = noClasses()
            .that()
            .resideInAnyPackage("spoor.analysis.table..", "spoor.analysis.graph..", "spoor.analysis.stats..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.springframework..", "spoor.storage..", "org.duckdb..", "org.jooq..")
            .allowEmptyShould(true);

    @ArchTest
    static final ArchRule nobody_imports_the_wiring_but_standalone = noClasses()
            .that()
            .resideOutsideOfPackages("spoor.gateway.server..", "spoor.analysis.web..", "spoor.standalone..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("spoor.gateway.server..", "spoor.analysis.web..");

    @ArchTest
    static final ArchRule packages_have_no_cycles =
            slices().matching("spoor.(*).(*)..").should().beFreeOfCycles().allowEmptyShould(true);
}
