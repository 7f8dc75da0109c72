package io.midwatch.storage.elasticsearch.read;

import co.elastic.clients.elasticsearch._types.aggregations.Aggregate;
import co.elastic.clients.elasticsearch._types.aggregations.Aggregation;
import co.elastic.clients.elasticsearch._types.aggregations.Buckets;
import co.elastic.clients.elasticsearch._types.aggregations.FiltersBucket;
import co.elastic.clients.elasticsearch._types.aggregations.StringTermsBucket;
import co.elastic.clients.elasticsearch._types.query_dsl.Query;
import co.elastic.clients.elasticsearch.core.SearchResponse;
import io.midwatch.model.AttributeValue;
import io.midwatch.model.semconv.CanonicalField;
import io.midwatch.storage.contract.answer.Budget;
import io.midwatch.storage.contract.answer.GroupAnswers;
import io.midwatch.storage.contract.query.AggregateAnswer;
import io.midwatch.storage.contract.query.AggregateAnswer.Group;
import io.midwatch.storage.contract.query.AggregateQuery;
import io.midwatch.storage.contract.query.Field;
import io.midwatch.storage.contract.query.Filter;
import io.midwatch.storage.contract.query.GroupBy;
import io.midwatch.storage.contract.query.GroupBy.Missing;
import io.midwatch.storage.contract.query.Metric;
import io.midwatch.storage.contract.query.TimeRange;
import io.midwatch.storage.elasticsearch.client.Cluster;
import io.midwatch.storage.elasticsearch.doc.Names;
import io.midwatch.storage.elasticsearch.doc.Terms;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Counts that the server makes itself when many rows match: by steps of time, by the values of one
 * canonical field, or both, of filters that terms say exactly. Everything else is computed from
 * rows. Thread-safe.
 */
final class Pushdown {
  /** Steps of time asked for at once; more are computed from rows. */
  private static final int MOST_STEPS = 500;

  private static final int MOST_ROWS = Integer.MAX_VALUE;

  /** The server refuses answers of more than 65,535 buckets. */
  private static final int MOST_BUCKETS = 60_000;

  private static final String STEPS = "steps";
  private static final String VALUES = "values";
  private static final String MISSING = "missing";

  private final Cluster cluster;
  private final String index;
  private final long rowsComputedHere;

  /**
   * @param rowsComputedHere up to how many rows an answer is left to be computed from rows
   */
  Pushdown(Cluster cluster, String index, long rowsComputedHere) {
    this.cluster = cluster;
    this.index = index;
    this.rowsComputedHere = rowsComputedHere;
  }

  /** A question the server can answer: the filters of its counts, and its groups. */
  private record Plan(
      Map<String, Query> counts,
      List<Long> steps,
      long stepNanos,
      @Nullable CanonicalField field,
      boolean ownGroupForMissing,
      boolean stepsFirst) {

    static @Nullable Plan of(AggregateQuery query) {
      Map<String, Query> counts = new LinkedHashMap<>();
      for (Metric metric : query.metrics()) {
        switch (metric) {
          case Metric.Count _, Metric.Ratio _ -> {}
          case Metric.CountIf(String name, Filter filter) -> {
            Compiled compiled = FilterQuery.of(filter);
            if (!compiled.exact()) {
              return null;
            }
            counts.put(name, compiled.query());
          }
          default -> {
            return null;
          }
        }
      }
      long step = 0;
      CanonicalField field = null;
      boolean own = false;
      boolean stepsFirst = false;
      for (GroupBy group : query.groupBy()) {
        switch (group) {
          case GroupBy.TimeBucket(long nanos) -> {
            if (step != 0) {
              return null;
            }
            step = nanos;
            stepsFirst = field == null;
          }
          case GroupBy.Terms(Field.Canonical(CanonicalField canonical), Missing missing) -> {
            if (field != null) {
              return null;
            }
            field = canonical;
            own = missing == Missing.OWN_GROUP;
          }
          default -> {
            return null;
          }
        }
      }
      List<Long> steps = step == 0 ? List.of() : steps(query.range(), step);
      return steps == null ? null : new Plan(counts, steps, step, field, own, stepsFirst);
    }

    private static @Nullable List<Long> steps(TimeRange range, long step) {
      long first = Math.floorDiv(range.fromUnixNano(), step);
      long last = Math.floorDiv(Math.max(range.fromUnixNano(), range.toUnixNano() - 1), step);
      if (last - first >= MOST_STEPS) {
        return null;
      }
      List<Long> steps = new ArrayList<>();
      for (long at = first; at <= last; at++) {
        steps.add(at * step);
      }
      return steps;
    }

    List<AttributeValue> key(@Nullable Long step, @Nullable AttributeValue value) {
      List<AttributeValue> key = new ArrayList<>();
      if (value != null) {
        key.add(value);
      }
      if (step != null) {
        key.add(stepsFirst ? 0 : key.size(), AttributeValue.of(step));
      }
      return key;
    }
  }

  /** The answer, or null when it has to be computed from rows. */
  @Nullable AggregateAnswer findAnswer(AggregateQuery query, Budget budget) {
    Compiled filter = FilterQuery.of(Filter.and(query.scope().visible(), query.filter()));
    Plan plan = filter.exact() ? Plan.of(query) : null;
    if (plan == null) {
      return null;
    }
    Query wanted = FilterQuery.all(FilterQuery.in(query.range()), filter.query());
    long rows = count(wanted);
    if (rows <= rowsComputedHere || rows > Math.min(query.limits().rowsScanned(), MOST_ROWS)) {
      return null;
    }
    SearchResponse<Void> response = ask(wanted, plan, budget.groups());
    List<Group> groups = new ArrayList<>();
    boolean whole =
        plan.steps().isEmpty()
            ? add(response.aggregations(), rows, null, plan, query, groups)
            : addSteps(response.aggregations(), plan, query, groups);
    if (!whole || groups.size() > budget.groups()) {
      return null;
    }
    int _ = budget.spend((int) rows);
    return GroupAnswers.of(query, groups, 0, budget);
  }

  private long count(Query wanted) {
    return cluster
        .read("count", client -> client.count(count -> count.index(index).query(wanted)))
        .count();
  }

  private SearchResponse<Void> ask(Query wanted, Plan plan, int groups) {
    Map<String, Aggregation> perGroup = new HashMap<>();
    plan.counts()
        .forEach(
            (name, query) -> perGroup.put(countName(name), Aggregation.of(by -> by.filter(query))));
    Map<String, Aggregation> perStep = new HashMap<>(perGroup);
    CanonicalField field = plan.field();
    if (field != null) {
      String terms = Names.canonical(field);
      int others = Math.max(1, plan.steps().size()) * (1 + plan.counts().size());
      int size = Math.clamp(MOST_BUCKETS / others, 1, groups + 1);
      perStep.put(
          VALUES,
          Aggregation.of(
              by -> by.terms(each -> each.field(terms).size(size)).aggregations(perGroup)));
      perStep.put(
          MISSING,
          Aggregation.of(by -> by.missing(none -> none.field(terms)).aggregations(perGroup)));
    }
    Map<String, Aggregation> all =
        plan.steps().isEmpty() ? perStep : Map.of(STEPS, steps(plan, perStep));
    return cluster.read(
        "count",
        client ->
            client.search(
                search ->
                    search
                        .index(index)
                        .query(wanted)
                        .size(0)
                        .allowPartialSearchResults(false)
                        .aggregations(all),
                Void.class));
  }

  /** Names of counts are the user's and must not meet ours. */
  private static String countName(String metric) {
    return "count_"
        + java.util.HexFormat.of()
            .formatHex(metric.getBytes(java.nio.charset.StandardCharsets.UTF_8));
  }

  /** Filters rather than a histogram, whose doubles cannot tell nanoseconds apart. */
  private static Aggregation steps(Plan plan, Map<String, Aggregation> perStep) {
    Map<String, Query> ranges = new LinkedHashMap<>();
    for (long step : plan.steps()) {
      ranges.put(
          Long.toString(step), FilterQuery.between(Names.TIME, step, step + plan.stepNanos()));
    }
    return Aggregation.of(by ->
        by.filters(each -> each.filters(Buckets.of(keyed -> keyed.keyed(ranges))))
            .aggregations(perStep));
  }

  private static boolean addSteps(
      Map<String, Aggregate> found, Plan plan, AggregateQuery query, List<Group> groups) {
    Aggregate steps = found.get(STEPS);
    if (steps == null) {
      return false;
    }
    for (Map.Entry<String, FiltersBucket> step : steps.filters().buckets().keyed().entrySet()) {
      FiltersBucket bucket = step.getValue();
      boolean whole =
          bucket.docCount() == 0
              || add(
                  bucket.aggregations(),
                  bucket.docCount(),
                  Long.valueOf(step.getKey()),
                  plan,
                  query,
                  groups);
      if (!whole) {
        return false;
      }
    }
    return true;
  }

  /** Adds the groups of one step; false when a value is not in its term as a whole. */
  private static boolean add(
      Map<String, Aggregate> found,
      long rows,
      @Nullable Long step,
      Plan plan,
      AggregateQuery query,
      List<Group> groups) {
    if (plan.field() == null) {
      groups.add(group(plan.key(step, null), found, rows, query));
      return true;
    }
    Aggregate values = found.get(VALUES);
    if (values == null || !values.isSterms() || hasMore(values)) {
      return false;
    }
    for (StringTermsBucket bucket : values.sterms().buckets().array()) {
      AttributeValue value = Terms.valueOf(bucket.key().stringValue());
      if (value == null) {
        return false;
      }
      groups.add(group(plan.key(step, value), bucket.aggregations(), bucket.docCount(), query));
    }
    Aggregate missing = found.get(MISSING);
    if (plan.ownGroupForMissing() && missing != null && missing.missing().docCount() > 0) {
      groups.add(
          group(
              plan.key(step, AttributeValue.EMPTY),
              missing.missing().aggregations(),
              missing.missing().docCount(),
              query));
    }
    return true;
  }

  private static boolean hasMore(Aggregate values) {
    Long others = values.sterms().sumOtherDocCount();
    return others != null && others > 0;
  }

  private static Group group(
      List<AttributeValue> key, Map<String, Aggregate> found, long rows, AggregateQuery query) {
    Map<String, Double> figures =
        GroupAnswers.figures(
            query.metrics(),
            metric -> {
              Aggregate count = found.get(countName(metric.name()));
              return count == null ? rows : count.filter().docCount();
            });
    return new Group(key, figures);
  }
}
