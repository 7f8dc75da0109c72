package io.midwatch.bench.promql;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class MeantDifferencesTest {
  private static final String OTHER = "{job=b}";

  private final MeantDifferences meant = MeantDifferences.read();

  MeantDifferencesTest() throws IOException {}

  private static Answer answer(String labels, double... figures) {
    return new Answer(
        "",
        "vector",
        Map.of(labels, List.of(figures), OTHER, List.of(new double[] {1, 5})),
        List.of());
  }

  /** Whether the difference is meant, and would not be beside one in another series. */
  private boolean isMeant(String query, Answer expected, Answer found) {
    Map<String, List<double[]>> series = new TreeMap<>(found.series());
    series.put(OTHER, List.of(new double[] {1, 50}));
    Answer mistaken = new Answer(found.error(), found.type(), series, found.remarks());
    assertThat(meant.reason(query, expected, mistaken)).as(query).isEmpty();
    return meant.reason(query, expected, found).isPresent();
  }

  @Test
  void aNameMayBeThereAtSomeTimesOnly() {
    String query = "(bottomk(3, sum_over_time(up[6m])) or on (job) up)";
    List<double[]> one = List.of(new double[] {1, 5});
    List<double[]> two = List.of(new double[] {2, 7});
    List<double[]> other = List.of(new double[] {2, 8});
    List<double[]> both = List.of(new double[] {1, 5}, new double[] {2, 7});
    Answer named = new Answer("", "matrix", Map.of("{__name__=up, job=a}", both), List.of());

    assertThat(meant.reason(query, named, twice(one, two))).isPresent();
    assertThat(meant.reason(query, named, twice(two, one))).isPresent();
    assertThat(meant.reason(query, named, twice(one, other))).isEmpty();
    assertThat(meant.reason(query, named, twice(one, both))).isEmpty();
    assertThat(meant.reason("sum_over_time(up[6m])", named, twice(one, two))).isEmpty();
  }

  private static Answer twice(List<double[]> without, List<double[]> named) {
    return new Answer(
        "", "matrix", Map.of("{job=a}", without, "{__name__=up, job=a}", named), List.of());
  }

  @Test
  void seriesMatchedTwiceMayBeAMistakeHere() {
    String query = "{__name__=~\"http.*\"} < http_requests_total";
    Answer mistake =
        new Answer(
            "execution: multiple matches for labels: many-to-one matching must be explicit"
                + " (group_left/group_right)",
            "",
            Map.of(),
            List.of());
    Answer answer = answer("{job=a}", 1, 2);

    assertThat(meant.reason(query, answer, mistake)).isPresent();
    assertThat(meant.reason(query, mistake, answer)).isEmpty();
    assertThat(meant.reason(query.replace("<", "+"), answer, mistake)).isEmpty();
  }

  @Test
  void aNameMayBeForgottenAfterASubquery() {
    String query = "last_over_time(timestamp(up)[30m:])";
    Answer named = answer("{__name__=up, job=a}", 1, 7);

    assertThat(isMeant(query, named, answer("{job=a}", 1, 7))).isTrue();
    assertThat(isMeant(query, named, answer("{job=a}", 1, 8))).isFalse();
    assertThat(isMeant(query, named, answer("{job=c}", 1, 7))).isFalse();
    assertThat(isMeant("last_over_time(up[30m])", named, answer("{job=a}", 1, 7))).isFalse();
    assertThat(isMeant("label_join(up, \"$1-x\", \"\", \"job\")", named, answer("{job=a}", 1, 7)))
        .isFalse();
  }

  @Test
  void namesThatAreForgottenMayKeepSeriesApart() {
    String query = "increase({__name__=~\"http.*\"}[5m]) >= on (job) up";
    Answer collision =
        new Answer(
            "execution: vector cannot contain metrics with the same labelset",
            "",
            Map.of(),
            List.of());
    List<double[]> one = List.of(new double[] {1, 5});
    Answer apart =
        new Answer(
            "",
            "vector",
            Map.of("{__name__=a, job=a}", one, "{__name__=b, job=a}", one),
            List.of());
    Answer distinct =
        new Answer(
            "",
            "vector",
            Map.of("{__name__=a, job=a}", one, "{__name__=a, job=b}", one),
            List.of());
    Answer other = new Answer("execution: no memory", "", Map.of(), List.of());

    assertThat(meant.reason(query, apart, collision)).isPresent();
    assertThat(meant.reason(query, distinct, collision)).isEmpty();
    assertThat(meant.reason(query, apart, other)).isEmpty();
    assertThat(meant.reason(query.replace(">=", ">= bool"), apart, collision)).isEmpty();
  }

  @Test
  void aTimeBeyondAllCalendarsMayBeNoDate() {
    Answer december = answer("{job=a}", 1, 12);

    assertThat(isMeant("month(time() ^ up)", december, answer("{job=a}", 1, Double.NaN))).isTrue();
    assertThat(isMeant("month(time() ^ up)", december, answer("{job=a}", 1, 11))).isFalse();
    assertThat(isMeant("time() ^ up", december, answer("{job=a}", 1, Double.NaN))).isFalse();
  }

  @Test
  void theRemainderOfEqualSumsMayBeNothing() {
    Answer rest = answer("{job=a}", 1, 39576.1);

    assertThat(isMeant("avg(a) % avg(a)", rest, answer("{job=a}", 1, 0))).isTrue();
    assertThat(isMeant("avg(a) % avg(a)", rest, answer("{job=a}", 1, 3))).isFalse();
    assertThat(isMeant("avg(a) + avg(a)", rest, answer("{job=a}", 1, 0))).isFalse();
  }

  @Test
  void ratesOfNativeHistogramsMayBeExtrapolatedLess() {
    String query = "sum by (job) (rate(rpc_duration_seconds[1m]))";
    Answer whole = answer("{job=a}", 1, 30, 3.5, 0, 0.25, 0.5, 30);

    assertThat(isMeant(query, whole, answer("{job=a}", 1, 25, 3, 0, 0.25, 0.5, 25))).isTrue();
    assertThat(isMeant(query, whole, answer("{job=a}", 1, 15, 2, 0, 0.25, 0.5, 15))).isFalse();
    assertThat(isMeant(query, whole, answer("{job=a}", 1, 25, 3))).isFalse();
    assertThat(
            isMeant(
                "rate(http_requests_total[1m])",
                answer("{job=a}", 1, 30),
                answer("{job=a}", 1, 25)))
        .isFalse();
  }

  @Test
  void sortedNativeHistogramsMayBeThereButNoNumbers() {
    String query = "sort(rpc_duration_seconds)";
    Answer without = new Answer("", "matrix", answer("{job=a}", 1, 2).series(), List.of());
    Answer more =
        new Answer(
            "",
            "matrix",
            Map.of(
                "{job=a}",
                List.of(new double[] {1, 2}),
                OTHER,
                List.of(new double[] {1, 5}),
                "{job=c}",
                List.of(new double[] {1, 3, 0.5})),
            List.of("PromQL warning: sort is ineffective for range queries"));

    assertThat(meant.reason(query, without, more)).isPresent();
    assertThat(meant.reason("rpc_duration_seconds", without, more)).isEmpty();
    assertThat(meant.reason(query, without, answer("{job=d}", 1, 2))).isEmpty();
  }

  @Test
  void textsOfBoundsMayDifferInTheirLastPlace() {
    String query = "count_values by (area) (\"was\", rpc_duration_seconds)";
    Answer told = answer("{was=(0.125,0.14865088937534013]:35}", 1, 1);

    assertThat(isMeant(query, told, answer("{was=(0.125,0.14865088937534015]:35}", 1, 1))).isTrue();
    assertThat(isMeant(query, told, answer("{was=(0.125,0.14865088937534015]:36}", 1, 1)))
        .isFalse();
    assertThat(isMeant(query, told, answer("{was=(0.125,0.14865]:35}", 1, 1))).isFalse();
  }

  @Test
  void everyOneHasAReason() {
    assertThat(meant.all())
        .hasSize(Leniency.values().length)
        .allMatch(one -> one.reason().length() > 40);
  }
}
