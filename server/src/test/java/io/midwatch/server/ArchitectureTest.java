package io.midwatch.server;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static io.midwatch.server.MidwatchModules.inPackageBut;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;

/** Who may depend on whom. To change a rule, write an ADR. */
@AnalyzeClasses(packages = "io.midwatch", importOptions = WithoutTests.class)
class ArchitectureTest {
  private static final String CONTRACT = "io.midwatch.storage.contract";

  @ArchTest
  static void everyModuleIsChecked(JavaClasses classes) {
    assertThat(MidwatchModules.packages()).hasSizeGreaterThanOrEqualTo(16);
    assertThat(MidwatchModules.packages())
        .as("a module that is missing from the class path is silently unchecked")
        .allSatisfy(
            module -> assertThat(classes).anyMatch(type -> MidwatchModules.isIn(type, module)));
  }

  @ArchTest
  static void theDemoKnowsNoMidwatchModule(JavaClasses classes) {
    String pom = MidwatchModules.read(MidwatchModules.ROOT.resolve("demo/pom.xml"));
    assertThat(pom.substring(pom.indexOf("</parent>")))
        .as("the demo speaks OTLP like any client")
        .doesNotContain("<groupId>io.midwatch</groupId>");
  }

  @ArchTest
  static final ArchRule modelStandsAlone =
      classes()
          .that()
          .resideInAPackage("io.midwatch.model..")
          .should()
          .onlyDependOnClassesThat()
          .resideInAnyPackage("io.midwatch.model..", "java..", "org.jspecify..")
          .because("every module speaks its vocabulary, so what it needs everybody gets");

  @ArchTest
  static final ArchRule coreIsFreeOfFrameworks =
      noClasses()
          .that()
          .resideInAnyPackage(
              "io.midwatch.model..",
              "io.midwatch.derive..",
              "io.midwatch.storage..",
              "io.midwatch.query..",
              "io.midwatch.insight..")
          .and()
          .resideOutsideOfPackage("io.midwatch.storage.control..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "org.springframework..",
              "com.google.protobuf..",
              "io.grpc..",
              "io.opentelemetry.proto..",
              "java.sql..",
              "javax.sql..")
          .because("answers are computed by plain Java that runs and is tested without a server");

  @ArchTest
  static final ArchRule wireFormatStaysAtTheDoor =
      onlyIn(
          "collector.otlp.., demo.. and bench..",
          new String[] {"io.midwatch.collector.otlp.."},
          "io.opentelemetry.proto..",
          "com.google.protobuf..",
          "io.grpc..");

  @ArchTest
  static final ArchRule elasticsearchClientStaysInItsStore =
      onlyIn(
          "storage.elasticsearch..",
          new String[] {"io.midwatch.storage.elasticsearch.."},
          "co.elastic.clients..",
          "org.elasticsearch..");

  @ArchTest
  static final ArchRule sqlStaysInTheControlStore =
      onlyIn(
          "storage.control..",
          new String[] {"io.midwatch.storage.control.."},
          "java.sql..",
          "javax.sql..",
          "org.springframework.jdbc..");

  @ArchTest
  static final ArchRule thymeleafStaysInUi =
      onlyIn("ui..", new String[] {"io.midwatch.ui.."}, "org.thymeleaf..");

  @ArchTest
  static final ArchRule testLibrariesStayInTheTestkit =
      onlyIn(
          "storage.testkit..",
          new String[] {"io.midwatch.storage.testkit.."},
          "org.junit..",
          "org.assertj..");

  @ArchTest static final ArchRule columnarStoreIsItsOwn = ownTypes("io.midwatch.storage.columnar");

  @ArchTest
  static final ArchRule elasticsearchStoreIsItsOwn = ownTypes("io.midwatch.storage.elasticsearch");

  @ArchTest static final ArchRule controlStoreIsItsOwn = ownTypes("io.midwatch.storage.control");

  @ArchTest
  static final ArchRule memoryStoreIsItsOwn =
      ownTypes("io.midwatch.storage.contract.memory", "io.midwatch.storage.testkit..");

  @ArchTest
  static final ArchRule answersAreMadeByStores =
      ownTypes(
          CONTRACT + ".answer",
          CONTRACT + ".memory..",
          "io.midwatch.storage.columnar..",
          "io.midwatch.storage.elasticsearch..");

  @ArchTest
  static final ArchRule logIsForDurableStores =
      ownTypes(
          "io.midwatch.storage.wal",
          "io.midwatch.storage.columnar..",
          "io.midwatch.storage.elasticsearch..");

  @ArchTest
  static final ArchRule collectorOnlyWrites =
      sees(
          "collector",
          "what it takes in is read elsewhere",
          inPackageBut(CONTRACT + ".control", "IngestLedger", "Ledger"),
          CONTRACT + ".read..",
          CONTRACT + ".query..",
          CONTRACT + ".rollup..");

  @ArchTest
  static final ArchRule queryOnlyReads =
      sees(
          "query",
          "a question never changes what is stored",
          inPackageBut(CONTRACT + ".control", "IngestLedger", "Ledger")
              .or(inPackageBut(CONTRACT + ".rollup", readableRollups())),
          CONTRACT + ".write..");

  @ArchTest
  static final ArchRule insightReadsAndKeepsFindings =
      sees(
          "insight",
          "it writes error states and deploys, nothing else",
          inPackageBut(CONTRACT + ".control", "ErrorState", "ErrorGroupState", "Actor", "Deploy")
              .or(inPackageBut(CONTRACT + ".rollup", readableRollups())),
          CONTRACT + ".write..");

  @ArchTest
  static final ArchRule alertsKeepTheirStateAndWritePoints =
      sees(
          "alerts",
          "rules ask through query and insight",
          inPackageBut(CONTRACT + ".control", "Alert")
              .or(inPackageBut(CONTRACT + ".write", "PointWriter", "WriteReceipt")),
          CONTRACT + ".read..",
          CONTRACT + ".query..",
          CONTRACT + ".rollup..");

  @ArchTest
  static final ArchRule screensSeeNoStorage =
      noClasses()
          .that()
          .resideInAnyPackage("io.midwatch.api..", "io.midwatch.ui..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "io.midwatch.storage.control..",
              "io.midwatch.storage.wal..",
              "io.midwatch.storage.columnar..",
              "io.midwatch.storage.elasticsearch..",
              CONTRACT,
              CONTRACT + ".answer..",
              CONTRACT + ".control..",
              CONTRACT + ".memory..",
              CONTRACT + ".read..",
              CONTRACT + ".rollup..",
              CONTRACT + ".write..")
          .allowEmptyShould(true)
          .because(
              "one number has one source: query, insight and alerts; answers carry the query model (ADR 005)");

  @ArchTest
  static final ArchRule apiAndUiAreSiblings =
      noClasses()
          .that()
          .resideInAPackage("io.midwatch.api..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("io.midwatch.ui..")
          .allowEmptyShould(true)
          .because("both stand on query, insight and alerts");

  @ArchTest
  static final ArchRule uiDoesNotUseApi =
      noClasses()
          .that()
          .resideInAPackage("io.midwatch.ui..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("io.midwatch.api..")
          .allowEmptyShould(true)
          .because("both stand on query, insight and alerts");

  @ArchTest
  static final ArchRule nothingDependsOnPrograms =
      noClasses()
          .that()
          .resideOutsideOfPackage("io.midwatch.server..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("io.midwatch.server..", "io.midwatch.demo..", "io.midwatch.bench..")
          .because("a program is the end of every path");

  @ArchTest
  static final ArchRule modulesHaveNoCycles =
      slices()
          .assignedFrom(MidwatchModules.asSlices())
          .should()
          .beFreeOfCycles()
          .because("a cycle is one module with two names");

  @ArchTest
  static void featurePackagesHaveNoCycles(JavaClasses classes) {
    for (String module : MidwatchModules.packages()) {
      slices()
          .matching(module + ".(*)..")
          .should()
          .beFreeOfCycles()
          .allowEmptyShould(true)
          .because("a feature is understood without its neighbours")
          .check(classes);
    }
  }

  @ArchTest
  static final ArchRule internalPackagesStayInTheirModule =
      classes()
          .should(
              new ArchCondition<JavaClass>("use the internal packages of their own module only") {
                @Override
                public void check(JavaClass type, ConditionEvents events) {
                  String module = MidwatchModules.packageOf(type);
                  type.getDirectDependenciesFromSelf().stream()
                      .filter(use -> isInternal(use.getTargetClass()))
                      .filter(use -> !MidwatchModules.isIn(use.getTargetClass(), module))
                      .forEach(use ->
                          events.add(SimpleConditionEvent.violated(use, use.getDescription())));
                }
              })
          .because("what a module keeps to itself may change without asking");

  private static boolean isInternal(JavaClass type) {
    String name = type.getPackageName();
    return name.startsWith("io.midwatch.") && (name + ".").contains(".internal.");
  }

  private static String[] readableRollups() {
    return new String[] {
      "RollupReader",
      "RollupQuery",
      "RollupAnswer",
      "RollupRow",
      "RollupCell",
      "RollupKey",
      "RollupTable",
      "OperationsTables",
      "ErrorTables",
      "StatementTables",
      "VersionTables",
      "TraceTables",
      "ExponentialHistogram",
      "DistinctSketch"
    };
  }

  /** Only the listed packages, and programs outside the server's class path, use the libraries. */
  private static ArchRule onlyIn(String where, String[] owners, String... libraries) {
    return noClasses()
        .that(not(resideInAnyPackage(owners)))
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(libraries)
        .because("these belong to " + where + " only");
  }

  /** Only the server and the listed packages name the types of a store. */
  private static ArchRule ownTypes(String store, String... others) {
    return noClasses()
        .that(not(resideInAnyPackage(store + "..", "io.midwatch.server..")))
        .and(not(resideInAnyPackage(others)))
        .should()
        .dependOnClassesThat()
        .resideInAPackage(store + "..")
        .because("everybody else sees ports, so that a store can be exchanged");
  }

  /**
   * A module sees storage through the contract only, and there neither the listed packages nor
   * types.
   */
  private static ArchRule sees(
      String module,
      String why,
      DescribedPredicate<JavaClass> forbiddenTypes,
      String... forbiddenPackages) {
    return noClasses()
        .that()
        .resideInAPackage("io.midwatch." + module + "..")
        .should()
        .dependOnClassesThat(forbiddenTypes.or(resideInAnyPackage(forbiddenPackages)))
        .allowEmptyShould(true)
        .because(why);
  }
}
