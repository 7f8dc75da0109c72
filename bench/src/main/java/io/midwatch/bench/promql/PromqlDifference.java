package io.midwatch.bench.promql;

import io.midwatch.bench.cli.Options;
import io.midwatch.bench.promql.PromqlClient.Question;
import io.midwatch.bench.report.Report;
import io.midwatch.bench.workload.WorkloadOptions;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * {@code bench promql-difference}: asks a Prometheus and a Midwatch with the same samples random
 * questions and compares values, label sets, whether there are remarks and whether it is an error.
 * {@code promql-differences.txt} names the differences that are meant, with their reasons.
 */
public final class PromqlDifference {
  private static final int INSTANCES = 20;
  private static final int TICKS = 480;
  private static final int MOST_SHOWN = 40;

  private final Options options;
  private final Path results;

  public PromqlDifference(Options options, Path results) {
    this.options = options;
    this.results = results;
  }

  /** The number of differences nobody explained. */
  public int run() throws IOException, InterruptedException {
    int queries = Math.toIntExact(options.number("queries", 2_000));
    long seed = options.number("seed", 1);
    int first = Math.toIntExact(options.number("first", 0));
    long from =
        WorkloadOptions.before(
                    System.currentTimeMillis() * 1_000_000,
                    Duration.ofMillis(TICKS * Fleet.STEP_MILLIS))
                .fromUnixNano()
            / 1_000_000;
    Map<Pattern, String> meant = meant();
    int unexplained = 0;
    int explained = 0;
    int errors = 0;
    long samples = 0;
    Report report =
        new Report("promql-difference", options.line(), "number", "query", "at", "difference");
    String description =
        "mixed fleet 1: %d instances, %d ticks, seed 1".formatted(INSTANCES, TICKS);
    try (PromqlPair pair =
        PromqlPair.open(options, description, from, at -> Fleet.mixed(1, INSTANCES, at, TICKS))) {
      RandomQueries random = new RandomQueries(pair.fleet(), seed);
      for (int number = first; number < first + queries; number++) {
        Question question = random.question(number);
        Answer expected = Answer.parse(pair.prometheus().ask(question).body());
        Answer found = Answer.parse(pair.midwatch().ask(question).body());
        errors += expected.error().isEmpty() ? 0 : 1;
        samples += expected.samples();
        String difference = expected.difference(found);
        if (difference.isEmpty()) {
          continue;
        }
        String line = question.query() + " ⇒ " + difference;
        if (meant.keySet().stream().anyMatch(pattern -> pattern.matcher(line).find())) {
          explained++;
        } else if (++unexplained <= MOST_SHOWN) {
          report.row(
              String.valueOf(number),
              question.query().replace("|", "\\|"),
              question.step() == 0
                  ? String.valueOf(question.end())
                  : question.start() + " to " + question.end() + " by " + question.step(),
              difference.replace("|", "\\|"));
        }
      }
    }
    report.note(
        "%d random queries of seed %d, of which %d are errors, %d samples compared: %d differences, %d of them meant (%s)"
            .formatted(
                queries,
                seed,
                errors,
                samples,
                unexplained + explained,
                explained,
                "promql-differences.txt"));
    report.publish(results);
    return unexplained;
  }

  /** Lines of a pattern, a tab and a reason; the pattern is looked for in query and difference. */
  private static Map<Pattern, String> meant() throws IOException {
    Map<Pattern, String> meant = new LinkedHashMap<>();
    try (InputStream file = PromqlDifference.class.getResourceAsStream("/promql-differences.txt")) {
      if (file == null) {
        throw new IOException("promql-differences.txt is missing");
      }
      new String(file.readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .filter(line -> !line.isBlank() && !line.startsWith("#"))
          .forEach(line -> {
            String[] parts = line.split("\t", 2);
            meant.put(Pattern.compile(parts[0]), parts[1]);
          });
    }
    return meant;
  }
}
