package io.midwatch.storage.columnar.metric;

import static org.assertj.core.api.Assertions.assertThat;

import io.midwatch.model.PointValue;
import io.midwatch.storage.contract.query.Completeness;
import io.midwatch.storage.contract.query.Field;
import io.midwatch.storage.contract.query.Filter;
import io.midwatch.storage.contract.query.LabelMatcher;
import io.midwatch.storage.contract.query.LabelMatcher.Operator;
import io.midwatch.storage.contract.query.PointBlock;
import io.midwatch.storage.contract.query.QueryLimits;
import io.midwatch.storage.contract.query.QueryScope;
import io.midwatch.storage.contract.query.SeriesQuery;
import io.midwatch.storage.contract.query.TimeRange;
import io.midwatch.storage.contract.read.MetricReader;
import io.midwatch.storage.testkit.fixture.Times;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Asks two readers the same random questions. */
final class Differences {
  private static final List<LabelMatcher> MATCHERS =
      List.of(
          LabelMatcher.metric("metric_gauge"),
          LabelMatcher.equal("job", "shop"),
          LabelMatcher.equal("queue", ""),
          LabelMatcher.equal("nobody", "x"),
          new LabelMatcher("queue", Operator.NOT_EQUAL, "queue-1"),
          new LabelMatcher("queue", Operator.NOT_EQUAL, ""),
          new LabelMatcher("queue", Operator.MATCHES, "queue-[12]"),
          new LabelMatcher("queue", Operator.MATCHES, "(queue-3)?"),
          new LabelMatcher("queue", Operator.NOT_MATCHES, "queue-[12]"),
          new LabelMatcher("queue", Operator.NOT_MATCHES, ".*"),
          new LabelMatcher("queue", Operator.NOT_MATCHES, "queue-1|"),
          new LabelMatcher("__name__", Operator.MATCHES, "metric_(sum|histogram).*"));

  private static final List<QueryScope> SCOPES =
      List.of(
          QueryScope.ALL,
          QueryScope.ALL,
          QueryScope.ALL,
          new QueryScope(Filter.eq(Field.attribute("service.name"), "payments")),
          new QueryScope(Filter.not(Filter.eq(Field.attribute("queue"), "queue-2"))),
          new QueryScope(
              Filter.or(
                  Filter.eq(Field.attribute("host.arch"), 3),
                  Filter.eq(Field.attribute("scope.key"), "v"))));

  private final Random random;

  Differences(long seed) {
    random = new Random(seed);
  }

  void none(MetricReader expected, MetricReader found, int questions) {
    assertThat(found.metadata().values()).isEqualTo(expected.metadata().values());
    SeriesQuery everything = SeriesQuery.of(TimeRange.ALL);
    assertThat(found.series(everything)).isEqualTo(expected.series(everything));
    for (int i = 0; i < questions; i++) {
      SeriesQuery query = query();
      assertThat(found.series(query)).as("%s", query).isEqualTo(expected.series(query));
      assertThat(found.readSeries(query, _ -> true))
          .as("%s", query)
          .isEqualTo(expected.readSeries(query, _ -> true));
      List<String> blocks = new ArrayList<>();
      Completeness completeness = found.readBlocks(query, block -> add(block, blocks));
      List<String> expectedBlocks = new ArrayList<>();
      Completeness expectedCompleteness =
          expected.readBlocks(query, block -> add(block, expectedBlocks));
      assertThat(completeness.complete())
          .as("%s", query)
          .isEqualTo(expectedCompleteness.complete());
      assertThat(blocks).as("%s", query).isEqualTo(expectedBlocks);
      assertThat(found.exemplars(query)).as("%s", query).isEqualTo(expected.exemplars(query));
      assertThat(found.labels(query.scope(), query.range(), query.matchers()).values())
          .as("%s", query)
          .isEqualTo(expected.labels(query.scope(), query.range(), query.matchers()).values());
      assertThat(
              found.labelValues(query.scope(), query.range(), "queue", query.matchers()).values())
          .as("%s", query)
          .isEqualTo(
              expected
                  .labelValues(query.scope(), query.range(), "queue", query.matchers())
                  .values());
    }
  }

  /** A line for each point, since one store gives more points at once than another. */
  private static boolean add(PointBlock block, List<String> lines) {
    PointBlock.Histograms histograms = block.histograms();
    for (int i = block.from(); i < block.to(); i++) {
      PointValue other = block.other(i);
      String value;
      if (histograms != null) {
        value = totals(histograms.at(i));
      } else if (other instanceof PointValue.HistogramPoint histogram) {
        value = totals(histogram);
      } else {
        value = other == null ? String.valueOf(block.numbers()[i]) : other.toString();
      }
      lines.add(block.identity() + " " + block.labels() + block.timesUnixNano()[i] + value);
    }
    return true;
  }

  /** Blocks of histograms have no least and greatest value. */
  private static String totals(PointValue.HistogramPoint point) {
    return point.count() + " " + point.sum() + point.bounds() + point.bucketCounts();
  }

  private SeriesQuery query() {
    List<LabelMatcher> matchers = new ArrayList<>();
    for (int i = random.nextInt(3); i > 0; i--) {
      matchers.add(MATCHERS.get(random.nextInt(MATCHERS.size())));
    }
    int from = random.nextInt(900);
    TimeRange range =
        random.nextInt(4) == 0
            ? TimeRange.ALL
            : new TimeRange(Times.second(from), Times.second(from + random.nextInt(200)) + 500);
    QueryLimits limits =
        random.nextInt(4) == 0
            ? new QueryLimits(1 + random.nextInt(100), 10, Duration.ofSeconds(10))
            : QueryLimits.DEFAULT;
    return new SeriesQuery(
        SCOPES.get(random.nextInt(SCOPES.size())),
        range,
        matchers,
        random.nextInt(4) == 0 ? 1 + random.nextInt(3) : 1000,
        limits);
  }
}
