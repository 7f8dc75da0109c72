package io.midwatch.storage.contract.answer.row;

import io.midwatch.model.AttributeValue;
import io.midwatch.storage.contract.answer.Budget;
import io.midwatch.storage.contract.answer.GroupAnswers;
import io.midwatch.storage.contract.answer.RowFields;
import io.midwatch.storage.contract.query.AggregateAnswer;
import io.midwatch.storage.contract.query.AggregateQuery;
import io.midwatch.storage.contract.rollup.DistinctSketch;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/** Groups rows and computes figures. One use; not thread-safe. */
public final class Aggregation<T> {
  private final AggregateQuery query;
  private final GroupKeys<T> keys;
  private final MetricPlan<T> plan;
  private final Predicate<T> filter;
  private final Map<List<AttributeValue>, MetricPlan.Group<T>> groups = new HashMap<>();
  private final DistinctSketch refused = new DistinctSketch();

  public Aggregation(FieldReader<T> fields, FilterCompiler<T> compiler, AggregateQuery query) {
    RowFields.require(query);
    this.query = query;
    this.keys = new GroupKeys<>(fields, query.groupBy());
    this.plan = new MetricPlan<>(fields, compiler, query.metrics());
    this.filter = compiler.compile(query.filter());
  }

  /** The answer over the rows of a source. */
  public AggregateAnswer run(RowSource<T> scan) {
    if (query.groupBy().isEmpty()) {
      groups.put(List.of(), plan.newGroup());
    }
    Budget budget = scan.budget();
    scan.forEach((row, time) -> {
      if (filter.test(row.item())) {
        add(row.item(), time, budget);
      }
    });
    return answer(budget);
  }

  private void add(T row, long time, Budget budget) {
    for (List<AttributeValue> key : keys.of(row, time)) {
      MetricPlan.Group<T> group = groups.get(key);
      if (group == null && groups.size() < budget.groups()) {
        group = plan.newGroup();
        groups.put(key, group);
      }
      if (group != null) {
        group.add(row);
      } else {
        refused.observe(key.toString());
        budget.incomplete("more than " + budget.groups() + " groups");
      }
    }
  }

  private AggregateAnswer answer(Budget budget) {
    if (groups.values().stream().anyMatch(MetricPlan.Group::approximate)) {
      budget.approximate();
    }
    List<AggregateAnswer.Group> computed =
        groups.entrySet().stream()
            .map(entry -> new AggregateAnswer.Group(entry.getKey(), entry.getValue().values()))
            .toList();
    return GroupAnswers.of(query, computed, refused.estimate(), budget);
  }
}
