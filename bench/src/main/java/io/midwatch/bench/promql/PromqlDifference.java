package io.midwatch.bench.promql;

import io.midwatch.bench.cli.Options;
import io.midwatch.bench.promql.PromqlClient.Question;
import io.midwatch.bench.report.Report;
import io.midwatch.bench.workload.WorkloadOptions;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/**
 * {@code bench promql-difference}: asks a Prometheus and a Midwatch with the same samples random
 * questions and compares values, label sets, whether there are remarks and whether it is an error.
 * {@code promql-differences.txt} names the differences that are meant, with their reasons; both are
 * in the report.
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
    MeantDifferences meant = MeantDifferences.read();
    int unexplained = 0;
    int explained = 0;
    int errors = 0;
    long samples = 0;
    Report report =
        new Report(
            "promql-difference", options.line(), "number", "query", "at", "difference", "why");
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
        Optional<String> reason = meant.reason(question.query(), expected, found);
        if (reason.isPresent()) {
          explained++;
        } else {
          unexplained++;
        }
        if ((reason.isPresent() ? explained : unexplained) <= MOST_SHOWN) {
          report.row(
              String.valueOf(number),
              cell(question.query()),
              question.step() == 0
                  ? String.valueOf(question.end())
                  : question.start() + " to " + question.end() + " by " + question.step(),
              cell(difference),
              cell(reason.orElse("**not meant**")));
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

  private static String cell(String text) {
    return text.replace("|", "\\|");
  }
}
