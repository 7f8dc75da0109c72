package io.midwatch.query.promql.script;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Runs the project's own scripts, and the official ones where a folder holds them: {@code
 * promql-corpus} beside the checkout, or what the system property {@code midwatch.promql.corpus} or
 * {@code MIDWATCH_PROMQL_CORPUS} names.
 */
class PromqlScriptsTest {
  /** From the folder of this module, where tests run. */
  private static final Path BESIDE_CHECKOUT = Path.of("..", "..", "promql-corpus");

  static List<Path> ownScripts() throws URISyntaxException {
    return scripts(Path.of(PromqlScriptsTest.class.getResource("/promql/scripts").toURI()));
  }

  private static List<Path> scripts(Path folder) {
    try (Stream<Path> files = Files.list(folder)) {
      return files.filter(file -> file.toString().endsWith(".test")).sorted().toList();
    } catch (IOException unreadable) {
      throw new java.io.UncheckedIOException(unreadable);
    }
  }

  @ParameterizedTest
  @MethodSource("ownScripts")
  void ownScriptPasses(Path script) {
    List<Outcome> outcomes = ScriptRunner.run(script);

    assertThat(outcomes).isNotEmpty();
    assertThat(outcomes.stream().filter(it -> !it.passed()).map(PromqlScriptsTest::shown))
        .isEmpty();
  }

  @Test
  void officialScriptsPassButKnownFailures() {
    String named =
        System.getProperty(
            "midwatch.promql.corpus", System.getenv().getOrDefault("MIDWATCH_PROMQL_CORPUS", ""));
    Path folder = named.isEmpty() ? BESIDE_CHECKOUT : Path.of(named);
    Assumptions.assumeTrue(
        !named.isEmpty() || Files.isDirectory(folder),
        "no official PromQL scripts: put them into promql-corpus beside the checkout or name their"
            + " folder with MIDWATCH_PROMQL_CORPUS");
    List<Outcome> outcomes =
        scripts(folder).stream().flatMap(file -> ScriptRunner.run(file).stream()).toList();
    assertThat(outcomes).as("cases in %s", folder).isNotEmpty();
    Arrays.stream(Outcome.Kind.values()).forEach(kind -> print(kind, outcomes));

    List<Outcome> stable =
        outcomes.stream().filter(it -> it.kind() != Outcome.Kind.EXPERIMENTAL).toList();
    Set<String> failed =
        stable.stream()
            .filter(it -> !it.passed())
            .map(it -> it.wanted().id())
            .collect(Collectors.toCollection(TreeSet::new));
    Set<String> known = KnownFailures.ids();
    assertThat(stable)
        .filteredOn(it -> !it.passed() && !known.contains(it.wanted().id()))
        .as("fail and are not listed")
        .extracting(PromqlScriptsTest::shown)
        .isEmpty();
    assertThat(known).as("are listed and pass: remove them").isSubsetOf(failed);
  }

  @Test
  void theListOfKnownFailuresDoesNotGrow() {
    assertThat(KnownFailures.ids()).hasSizeLessThanOrEqualTo(KnownFailures.MOST);
  }

  private static void print(Outcome.Kind kind, List<Outcome> outcomes) {
    List<Outcome> all = outcomes.stream().filter(it -> it.kind() == kind).toList();
    long passed = all.stream().filter(Outcome::passed).count();
    System.out.printf(
        "PromQL official scripts, %s: %d of %d pass (%.1f %%)%n",
        kind.name().toLowerCase(java.util.Locale.ROOT),
        passed,
        all.size(),
        all.isEmpty() ? 100.0 : 100.0 * passed / all.size());
  }

  private static String shown(Outcome outcome) {
    return outcome.wanted().file
        + ":"
        + outcome.wanted().line
        + ": "
        + outcome.wanted().query
        + "\n    "
        + outcome.problem();
  }
}
