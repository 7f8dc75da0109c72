package io.midwatch.storage.contract.answer.row;

import io.midwatch.model.AttributeValue;
import io.midwatch.storage.contract.answer.DifferenceCount;
import io.midwatch.storage.contract.answer.DifferenceCount.Sides;
import io.midwatch.storage.contract.answer.Values;
import io.midwatch.storage.contract.query.CompareAnswer;
import io.midwatch.storage.contract.query.CompareQuery;
import io.midwatch.storage.contract.query.Field;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Counts values on both sides of a comparison. One use; not thread-safe. */
public final class Comparison<T> {
  private final CompareQuery query;
  private final FieldReader<T> fields;
  private final RowSource<T> scan;
  private final DifferenceCount counts;
  private final Predicate<T> selection;
  private final Predicate<T> baseline;

  public Comparison(
      FieldReader<T> fields, FilterCompiler<T> compiler, CompareQuery query, RowSource<T> scan) {
    this.query = query;
    this.fields = fields;
    this.scan = scan;
    this.counts = new DifferenceCount(query, scan.budget());
    this.selection = compiler.compile(query.selection());
    this.baseline = compiler.compile(query.baseline());
  }

  /** The answer over the rows of the source. */
  public CompareAnswer run() {
    scan.forEach((row, _) -> {
      boolean inSelection = selection.test(row.item());
      boolean inBaseline = baseline.test(row.item());
      if (inSelection || inBaseline) {
        count(row.item(), inSelection, inBaseline);
      }
    });
    return counts.answer();
  }

  private void count(T row, boolean inSelection, boolean inBaseline) {
    counts.rows().add(inSelection, inBaseline);
    if (!query.fields().isEmpty()) {
      for (Field field : query.fields()) {
        count(field, fields.read(row, field), inSelection, inBaseline);
      }
      return;
    }
    fields
        .attributes(row)
        .forEach((key, value) -> count(Field.attribute(key), value, inSelection, inBaseline));
    fields
        .resource(row)
        .forEach((key, value) -> {
          if (fields.attributes(row).find(key) == null) {
            count(Field.attribute(key), value, inSelection, inBaseline);
          }
        });
  }

  private void count(
      Field field, @Nullable AttributeValue value, boolean inSelection, boolean inBaseline) {
    List<AttributeValue> keys = Values.keys(value);
    if (keys.isEmpty()) {
      return;
    }
    DifferenceCount.OfField counted = counts.field(field);
    counted.any().add(inSelection, inBaseline);
    for (AttributeValue key : keys) {
      Sides sides = counted.value(key);
      if (sides != null) {
        sides.add(inSelection, inBaseline);
      }
    }
  }
}
