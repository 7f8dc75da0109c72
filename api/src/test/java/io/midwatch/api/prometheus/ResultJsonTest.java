package io.midwatch.api.prometheus;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.midwatch.query.promql.QueryResult;
import io.midwatch.query.promql.histogram.BucketCounts;
import io.midwatch.query.promql.histogram.FloatHistogram;
import io.midwatch.query.promql.series.Column;
import io.midwatch.query.promql.series.Grid;
import io.midwatch.query.promql.series.Labels;
import io.midwatch.query.promql.series.Value;
import java.util.List;
import org.junit.jupiter.api.Test;

class ResultJsonTest {
  private static final Grid GRID = Grid.instant(1_700_000_000_000L);

  private static String json(Value value) {
    QueryResult result = new QueryResult(GRID, value, null, List.of(), 1);
    byte[] body = ResultJson.of("query", result, false, Integer.MAX_VALUE, null).getBody();
    return new String(body == null ? new byte[0] : body, UTF_8);
  }

  private static String json(FloatHistogram histogram) {
    Column column = new Column(Labels.EMPTY, false, 1);
    column.set(0, histogram);
    return json(new Value.Vector(List.of(column)));
  }

  @Test
  void writesAScalarWithoutExponent() {
    assertThat(json(new Value.Scalar(new double[] {1e30})))
        .contains("\"result\":[1700000000,\"1000000000000000000000000000000\"]");
  }

  @Test
  void writesANumberOfASeriesWithExponent() {
    Column column = new Column(Labels.EMPTY, false, 1);
    column.set(0, 1e30);
    assertThat(json(new Value.Vector(List.of(column))))
        .contains("\"value\":[1700000000,\"1e+30\"]");
  }

  @Test
  void tellsOfTheBucketOfZeroOnlyWhenSomethingIsInIt() {
    FloatHistogram histogram =
        FloatHistogram.exponential(0, 0.3, 2, 4, 1.5, BucketCounts.dense(-1, 2), BucketCounts.NONE);
    assertThat(json(histogram))
        .contains("\"buckets\":[[3,\"-0.3\",\"0.3\",\"2\"],[0,\"0.3\",\"0.5\",\"2\"]]");
    assertThat(json(histogram.times(Double.NaN)))
        .contains("\"buckets\":[[0,\"0.3\",\"0.5\",\"NaN\"]]");
    assertThat(json(histogram.times(-1))).contains("\"buckets\":[[0,\"0.3\",\"0.5\",\"-2\"]]");
  }

  @Test
  void tellsOfTheFirstCustomBucketWhateverItHolds() {
    FloatHistogram histogram =
        FloatHistogram.custom(new double[] {5}, 3, 20, BucketCounts.dense(0, 1, 2));
    assertThat(json(histogram.times(-1)))
        .contains("\"buckets\":[[3,\"-Inf\",\"5\",\"-1\"],[0,\"5\",\"+Inf\",\"-2\"]]");
  }

  @Test
  void tellsOfNoBucketsWhenThereAreNone() {
    assertThat(
            json(
                FloatHistogram.exponential(0, 0.3, 2, 2, 0, BucketCounts.NONE, BucketCounts.NONE)
                    .times(-1)))
        .contains("{\"count\":\"-2\",\"sum\":\"-0\"}");
  }
}
