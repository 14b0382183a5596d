package dev.play.cli;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** The import list of docs/architecture.md. */
@AnalyzeClasses(packages = "dev.play", importOptions = ImportOption.DoNotIncludeTests.class)
final class ArchitectureTest {
  private static final String[] RUN = {"dev.play.run..", "dev.play.report..", "dev.play.cli.."};

  @ArchTest
  static final ArchRule modulesCannotNameAConnection =
      noClasses()
          .that()
          .resideInAPackage("dev.play.modules..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "dev.play.connection..",
              "dev.play.transport..",
              "dev.play.task..",
              "dev.play.effect..",
              "dev.play.observe..",
              "dev.play.compile..",
              "dev.play.template..",
              "dev.play.run..",
              "dev.play.cli..");

  @ArchTest
  static final ArchRule theApiKnowsNobody =
      noClasses()
          .that()
          .resideInAnyPackage(
              "dev.play.source",
              "dev.play.value",
              "dev.play.host",
              "dev.play.module",
              "dev.play.connection",
              "dev.play.discovery",
              "dev.play.remote")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "dev.play.yaml..",
              "dev.play.template..",
              "dev.play.schema..",
              "dev.play.compile..",
              "dev.play.task..",
              "dev.play.run..",
              "dev.play.transport..");

  @ArchTest
  static final ArchRule cloudsKnowTheApiOnly =
      noClasses()
          .that()
          .resideInAnyPackage("dev.play.cloud..", "dev.play.openstack..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "dev.play.yaml..",
              "dev.play.template..",
              "dev.play.inventory..",
              "dev.play.schema..",
              "dev.play.compile..",
              "dev.play.task..",
              "dev.play.effect..",
              "dev.play.observe..",
              "dev.play.run..",
              "dev.play.transport..");

  @ArchTest
  static final ArchRule nobodyNamesACloud =
      noClasses()
          .that()
          .resideOutsideOfPackages("dev.play.cloud..", "dev.play.openstack..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "dev.play.cloud..",
              "dev.play.openstack..",
              "com.google.cloud..",
              "com.google.auth..");

  @ArchTest
  static final ArchRule theTransportKnowsNoTask =
      noClasses()
          .that()
          .resideInAPackage("dev.play.transport..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "dev.play.task..",
              "dev.play.effect..",
              "dev.play.observe..",
              "dev.play.compile..",
              "dev.play.schema..",
              "dev.play.run..",
              "dev.play.event..");

  @ArchTest
  static final ArchRule theLanguageKnowsNoHosts =
      noClasses()
          .that()
          .resideInAnyPackage(
              "dev.play.yaml..", "dev.play.playbook..", "dev.play.compile..", "dev.play.lint..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "dev.play.connection..",
              "dev.play.task..",
              "dev.play.effect..",
              "dev.play.observe..",
              "dev.play.inventory..",
              "dev.play.event..",
              "dev.play.run..");

  @ArchTest
  static final ArchRule templatesKnowNoPlaybook =
      noClasses()
          .that()
          .resideInAPackage("dev.play.template..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "dev.play.playbook..",
              "dev.play.compile..",
              "dev.play.inventory..",
              "dev.play.variables..",
              "dev.play.connection..",
              "dev.play.run..");

  @ArchTest
  static final ArchRule theInventoryKnowsNoTransport =
      noClasses()
          .that()
          .resideInAPackage("dev.play.inventory..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "dev.play.connection..", "dev.play.transport..", "dev.play.task..", "dev.play.run..");

  @ArchTest
  static final ArchRule hostsAreWorkedOnWithoutTheLanguage =
      noClasses()
          .that()
          .resideInAnyPackage("dev.play.task..", "dev.play.effect..", "dev.play.observe..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "dev.play.compile..",
              "dev.play.playbook..",
              "dev.play.template..",
              "dev.play.run..",
              "dev.play.event..");

  @ArchTest
  static final ArchRule reportersOnlyReadEvents =
      noClasses()
          .that()
          .resideInAPackage("dev.play.report..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "dev.play.run..",
              "dev.play.task..",
              "dev.play.compile..",
              "dev.play.inventory..",
              "dev.play.variables..",
              "dev.play.connection..");

  @ArchTest
  static final ArchRule galaxiesKnowNoPlaybook =
      noClasses()
          .that()
          .resideInAPackage("dev.play.galaxy..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "dev.play.compile..",
              "dev.play.playbook..",
              "dev.play.inventory..",
              "dev.play.task..",
              "dev.play.template..");

  @ArchTest
  static final ArchRule nobodyBelowKnowsTheRun =
      noClasses()
          .that()
          .resideOutsideOfPackages(RUN)
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(RUN);

  @ArchTest
  static final ArchRule strategiesDecideOrderAndNothingElse =
      noClasses()
          .that()
          .resideInAPackage("dev.play.run.gate")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "dev.play.run.task..",
              "dev.play.run.play..",
              "dev.play.run.port..",
              "dev.play.template..",
              "dev.play.compile..");

  @ArchTest
  static final ArchRule theRunIsFreeOfCycles =
      slices().matching("dev.play.run.(*)..").should().beFreeOfCycles();
}
