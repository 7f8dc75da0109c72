package io.midwatch.storage.contract.memory;

import io.midwatch.model.AttributeValue;
import io.midwatch.storage.contract.query.CompareAnswer;
import io.midwatch.storage.contract.query.CompareAnswer.Difference;
import io.midwatch.storage.contract.query.CompareQuery;
import io.midwatch.storage.contract.query.Field;
import io.midwatch.storage.contract.query.ValueOrder;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Counts values on both sides of a comparison. One use; not thread-safe. */
final class Comparison<T> {
  /** Distinct values of one field that are counted; an id on every row differs on every row. */
  private static final int MOST_VALUES = 10_000;

  private final CompareQuery query;
  private final FieldReader<T> fields;
  private final Predicate<T> selection;
  private final Predicate<T> baseline;
  private final Map<Field, Map<AttributeValue, Counts>> counts = new HashMap<>();
  private long selectionRows;
  private long baselineRows;

  /** Rows with a value; rows of the field as a whole sit beside its values under {@link #ANY}. */
  private static final class Counts {
    private long selected;
    private long base;

    void add(boolean inSelection, boolean inBaseline) {
      selected += inSelection ? 1 : 0;
      base += inBaseline ? 1 : 0;
    }
  }

  /** Stands for "any value" while counting; EMPTY never is a value of a row. */
  private static final AttributeValue ANY = AttributeValue.EMPTY;

  Comparison(FieldReader<T> fields, FilterCompiler<T> compiler, CompareQuery query) {
    this.query = query;
    this.fields = fields;
    this.selection = compiler.compile(query.selection());
    this.baseline = compiler.compile(query.baseline());
    query.fields().forEach(MetricPlan::requireRowField);
  }

  CompareAnswer run(Scan<T> scan) {
    Budget budget = scan.budget();
    scan.forEach((row, _) -> {
      boolean inSelection = selection.test(row.item());
      boolean inBaseline = baseline.test(row.item());
      if (inSelection || inBaseline) {
        count(row.item(), inSelection, inBaseline, budget);
      }
    });
    List<Difference> differences = new ArrayList<>();
    counts.forEach((field, values) -> addDifferences(differences, field, values));
    CompareAnswer all =
        new CompareAnswer(differences, selectionRows, baselineRows, budget.completeness());
    Comparator<Difference> largest =
        Comparator.comparingDouble(difference -> -Math.abs(all.shareDifference(difference)));
    return new CompareAnswer(
        all.differences().stream()
            .filter(difference -> all.shareDifference(difference) != 0)
            .sorted(
                largest
                    .thenComparing(difference -> difference.field().name())
                    .thenComparing(Difference::value, ValueOrder.VALUES))
            .limit(query.topValues())
            .toList(),
        selectionRows,
        baselineRows,
        all.completeness());
  }

  private void count(T row, boolean inSelection, boolean inBaseline, Budget budget) {
    selectionRows += inSelection ? 1 : 0;
    baselineRows += inBaseline ? 1 : 0;
    if (!query.fields().isEmpty()) {
      for (Field field : query.fields()) {
        count(field, fields.read(row, field), inSelection, inBaseline, budget);
      }
      return;
    }
    fields
        .attributes(row)
        .forEach(
            (key, value) -> count(Field.attribute(key), value, inSelection, inBaseline, budget));
    fields
        .resource(row)
        .forEach((key, value) -> {
          if (fields.attributes(row).find(key) == null) {
            count(Field.attribute(key), value, inSelection, inBaseline, budget);
          }
        });
  }

  private void count(
      Field field,
      @Nullable AttributeValue value,
      boolean inSelection,
      boolean inBaseline,
      Budget budget) {
    List<AttributeValue> keys = Values.keys(value);
    if (keys.isEmpty()) {
      return;
    }
    Map<AttributeValue, Counts> values = counts.computeIfAbsent(field, _ -> new HashMap<>());
    values.computeIfAbsent(ANY, _ -> new Counts()).add(inSelection, inBaseline);
    for (AttributeValue key : keys) {
      Counts known = values.get(key);
      if (known == null && values.size() <= MOST_VALUES) {
        known = new Counts();
        values.put(key, known);
      }
      if (known != null) {
        known.add(inSelection, inBaseline);
      } else {
        budget.incomplete("more than " + MOST_VALUES + " values of " + field.name());
      }
    }
  }

  private void addDifferences(
      List<Difference> differences, Field field, Map<AttributeValue, Counts> values) {
    Counts any = values.getOrDefault(ANY, new Counts());
    if (query.fields().isEmpty() && any.selected == 0) {
      return;
    }
    values.forEach((value, count) -> {
      if (!value.equals(ANY)) {
        differences.add(new Difference(field, value, count.selected, count.base));
      }
    });
    differences.add(
        new Difference(
            field, AttributeValue.EMPTY, selectionRows - any.selected, baselineRows - any.base));
  }
}
