package io.midwatch.server;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.core.domain.JavaAccess.Predicates.targetOwner;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.type;
import static com.tngtech.archunit.core.domain.JavaModifier.FINAL;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noFields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noMethods;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.AccessTarget;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import io.midwatch.server.data.ExportCommand;
import io.midwatch.server.data.VerifyDataCommand;
import io.midwatch.server.replay.ReplayCommand;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZonedDateTime;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** How code is written, where a machine can tell. To change a rule, write an ADR. */
@AnalyzeClasses(packages = "io.midwatch", importOptions = WithoutTests.class)
class CodeRulesTest {
  private static final List<Class<?>> TIME_TYPES =
      List.of(
          Instant.class,
          LocalDate.class,
          LocalDateTime.class,
          OffsetDateTime.class,
          ZonedDateTime.class);

  @ArchTest
  static final ArchRule pagesLiveInUi =
      classes()
          .that()
          .areAnnotatedWith(Controller.class)
          .should()
          .resideInAPackage("io.midwatch.ui..")
          .allowEmptyShould(true)
          .because("a page is looked for there");

  @ArchTest
  static final ArchRule jsonLivesInApi =
      classes()
          .that()
          .areAnnotatedWith(RestController.class)
          .should()
          .resideInAPackage("io.midwatch.api..")
          .allowEmptyShould(true)
          .because("the stable surface is in one module");

  @ArchTest
  static final ArchRule noOtlpBesideTheCollector =
      noMethods()
          .that(
              describe(
                  "are mapped below /v1/",
                  (JavaMethod method) -> paths(method).anyMatch(path -> path.startsWith("/v1/"))))
          .should()
          .beDeclaredInClassesThat()
          .resideOutsideOfPackage("io.midwatch.collector..")
          .allowEmptyShould(true)
          .because("telemetry enters through the collector's own server only");

  @ArchTest
  static final ArchRule controllersAreSmall =
      classes()
          .that()
          .areMetaAnnotatedWith(Controller.class)
          .should()
          .bePackagePrivate()
          .allowEmptyShould(true)
          .because("only the web server calls a controller");

  @ArchTest
  static final ArchRule controllersDoNotCallEachOther =
      classes()
          .that()
          .areMetaAnnotatedWith(Controller.class)
          .should(
              new ArchCondition<JavaClass>("not depend on another controller") {
                @Override
                public void check(JavaClass type, ConditionEvents events) {
                  type.getDirectDependenciesFromSelf().stream()
                      .filter(use -> isController(use.getTargetClass()))
                      .filter(use -> !use.getTargetClass().equals(type))
                      .filter(use -> !use.getTargetClass().isAnnotation())
                      .forEach(use ->
                          events.add(SimpleConditionEvent.violated(use, use.getDescription())));
                }
              })
          .allowEmptyShould(true)
          .because("what two screens share is a service's work");

  /** {@code @RestController} itself bears {@code @Controller} and is none. */
  private static boolean isController(JavaClass type) {
    return type.isMetaAnnotatedWith(Controller.class) && !type.isAnnotation();
  }

  @ArchTest
  static final ArchRule namesSayWhatAThingDoes =
      noClasses()
          .should()
          .haveNameMatching(".*(Impl|Utils?|Helper|Manager|DTO|Dto|VO)(\\$.*)?")
          .because("such a name says nothing about the thing");

  @ArchTest
  static final ArchRule noDrawerPackages =
      noClasses()
          .should()
          .resideInAnyPackage("..common..", "..util..", "..utils..", "..misc..")
          .because("shared code belongs to the type it serves");

  @ArchTest
  static final ArchRule timeIsInjected =
      noClasses()
          .that()
          .resideOutsideOfPackage("io.midwatch.server..")
          .should()
          .accessTargetWhere(readsTheClock())
          .because("a test decides what time it is: take a java.time.InstantSource");

  @ArchTest
  static final ArchRule nothingIsInjectedIntoFields =
      noFields()
          .should()
          .beAnnotatedWith(Autowired.class)
          .orShould()
          .beAnnotatedWith(Value.class)
          .because("a constructor shows what a class needs");

  @ArchTest
  static final ArchRule staticFieldsAreFinal =
      fields()
          .that()
          .areStatic()
          .should()
          .haveModifier(FINAL)
          .because("state belongs to an object somebody made");

  @ArchTest
  static final ArchRule nothingIsPrinted =
      noClasses()
          .that()
          .doNotBelongToAnyOf(ReplayCommand.class, ExportCommand.class, VerifyDataCommand.class)
          .should()
          .accessTargetWhere(
              targetOwner(type(System.class))
                  .and(
                      describe(
                          "is a standard stream",
                          access -> Set.of("out", "err").contains(access.getTarget().getName()))))
          .because("operators read the log; only a command prints");

  @ArchTest
  static final ArchRule settingsAreTestedRecords =
      classes()
          .that()
          .areAnnotatedWith(ConfigurationProperties.class)
          .should()
          .beRecords()
          .andShould()
          .haveSimpleNameEndingWith("Properties")
          .andShould(haveATest())
          .allowEmptyShould(true)
          .because("a default or a key that nobody checks changes unseen");

  private static DescribedPredicate<JavaAccess<?>> readsTheClock() {
    return describe(
        "reads the system's clock",
        (JavaAccess<?> access) -> {
          AccessTarget target = access.getTarget();
          String name = target.getName();
          JavaClass owner = target.getOwner();
          return (owner.isEquivalentTo(System.class) && name.equals("currentTimeMillis"))
              || (TIME_TYPES.stream().anyMatch(owner::isEquivalentTo) && name.equals("now"))
              || (owner.isEquivalentTo(Clock.class) && name.startsWith("system"))
              || (owner.isEquivalentTo(InstantSource.class) && name.equals("system"));
        });
  }

  private static Stream<String> paths(JavaMethod method) {
    return Optional.ofNullable(
            AnnotatedElementUtils.findMergedAnnotation(method.reflect(), RequestMapping.class))
        .stream()
        .flatMap(mapping -> Arrays.stream(mapping.path()));
  }

  private static ArchCondition<JavaClass> haveATest() {
    return new ArchCondition<>("have a test of their name") {
      @Override
      public void check(JavaClass type, ConditionEvents events) {
        String test = type.getSimpleName() + "Test.java";
        events.add(
            new SimpleConditionEvent(
                type, isTestSource(test), type.getName() + " has a test " + test));
      }
    };
  }

  private static boolean isTestSource(String fileName) {
    try (Stream<Path> files =
        Files.find(
            MidwatchModules.ROOT,
            20,
            (file, _) -> file.endsWith(fileName) && file.toString().contains("src/test/"))) {
      return files.findAny().isPresent();
    } catch (IOException problem) {
      throw new UncheckedIOException(problem);
    }
  }
}
