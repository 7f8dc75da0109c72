package io.midwatch.server;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.library.dependencies.SliceAssignment;
import com.tngtech.archunit.library.dependencies.SliceIdentifier;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** The modules of the build, read from the parent pom, and the packages they own. */
final class MidwatchModules {
  /** The root of the checkout; tests run in their module's folder. */
  static final Path ROOT = Path.of("..").toAbsolutePath().normalize();

  private static final Pattern MODULE = Pattern.compile("<module>([^<]+)</module>");

  /** Programs of their own, which the server's class path must not hold. */
  private static final List<String> PROGRAMS = List.of("demo", "bench");

  /**
   * Read once, for a rule asks at every use of every class; and late, for rules are found in
   * another folder than they run in.
   */
  private static final class Packages {
    private static final List<String> ALL = read();

    private static List<String> read() {
      return MODULE
          .matcher(MidwatchModules.read(ROOT.resolve("pom.xml")))
          .results()
          .map((MatchResult match) -> match.group(1))
          .filter(module -> !PROGRAMS.contains(module))
          .map(module -> "io.midwatch." + module.replace('/', '.'))
          .toList();
    }
  }

  private MidwatchModules() {}

  /**
   * Packages of the modules on the server's class path, such as {@code io.midwatch.storage.wal}.
   */
  static List<String> packages() {
    return Packages.ALL;
  }

  /** The module's package the class belongs to. */
  static String packageOf(JavaClass type) {
    return packages().stream()
        .filter(module -> isIn(type, module))
        .findFirst()
        .orElse("io.midwatch");
  }

  static boolean isIn(JavaClass type, String modulePackage) {
    String name = type.getPackageName();
    return name.startsWith(modulePackage)
        && (name.length() == modulePackage.length() || name.charAt(modulePackage.length()) == '.');
  }

  /** One slice a module: {@code storage} is no module, and its parts depend on {@code derive}. */
  static SliceAssignment asSlices() {
    return new SliceAssignment() {
      @Override
      public SliceIdentifier getIdentifierOf(JavaClass type) {
        return SliceIdentifier.of(packageOf(type));
      }

      @Override
      public String getDescription() {
        return "the modules of Midwatch";
      }
    };
  }

  /** Types in package {@code name} and below, but for those whose simple name starts as listed. */
  static DescribedPredicate<JavaClass> inPackageBut(String name, String... allowedNames) {
    String description = "in " + name + " but " + List.of(allowedNames);
    return DescribedPredicate.describe(
        description,
        type ->
            isIn(type, name)
                && List.of(allowedNames).stream()
                    .noneMatch(outermost(type).getSimpleName()::startsWith));
  }

  static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException problem) {
      throw new UncheckedIOException(problem);
    }
  }

  private static JavaClass outermost(JavaClass type) {
    return type.getEnclosingClass().map(MidwatchModules::outermost).orElse(type);
  }
}
