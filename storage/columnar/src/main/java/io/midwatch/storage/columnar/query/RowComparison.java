package io.midwatch.storage.columnar.query;

import io.midwatch.model.AttributeValue;
import io.midwatch.storage.columnar.table.Table;
import io.midwatch.storage.contract.answer.Condition;
import io.midwatch.storage.contract.answer.DifferenceCount;
import io.midwatch.storage.contract.answer.DifferenceCount.Sides;
import io.midwatch.storage.contract.answer.Values;
import io.midwatch.storage.contract.query.CompareAnswer;
import io.midwatch.storage.contract.query.CompareQuery;
import io.midwatch.storage.contract.query.Field;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Counts values on both sides of a comparison. One use; not thread-safe. */
final class RowComparison<T> {
  private final Scan<T> scan;
  private final CompareQuery query;
  private final Condition selection;
  private final Condition baseline;
  private final DifferenceCount counts;
  private final boolean[] inSelection = new boolean[Table.BLOCK_ROWS];
  private final boolean[] inBaseline = new boolean[Table.BLOCK_ROWS];

  RowComparison(Scan<T> scan, CompareQuery query) {
    this.scan = scan;
    this.query = query;
    this.counts = new DifferenceCount(query, scan.budget());
    this.selection = Condition.of(query.selection());
    this.baseline = Condition.of(query.baseline());
  }

  CompareAnswer run() {
    scan.forEach(new Condition.One(List.of(selection, baseline)), this::open);
    return counts.answer();
  }

  private BlockScan.Visitor open(PartView<T> view) {
    TestBinder<T> binder = new TestBinder<>(view);
    RowTest selected = binder.bind(selection);
    RowTest based = binder.bind(baseline);
    List<Counting> fields = fields(view);
    int[] passed = new int[Table.BLOCK_ROWS];
    return (block, positions, count) -> {
      mark(selected.select(block, positions, count, passed), passed, inSelection, true);
      mark(based.select(block, positions, count, passed), passed, inBaseline, true);
      // From the last to the first, as rows are looked at everywhere.
      for (int i = count - 1; i >= 0; i--) {
        counts.rows().add(inSelection[positions[i]], inBaseline[positions[i]]);
      }
      fields.forEach(field -> field.add(block, positions, count));
      mark(count, positions, inSelection, false);
      mark(count, positions, inBaseline, false);
    };
  }

  private static void mark(int count, int[] positions, boolean[] marks, boolean mark) {
    for (int i = 0; i < count; i++) {
      marks[positions[i]] = mark;
    }
  }

  private List<Counting> fields(PartView<T> view) {
    List<Counting> counted = new ArrayList<>();
    if (query.fields().isEmpty()) {
      view.part()
          .attributeNames()
          .forEach(name -> counted.add(new Counting(view, Field.attribute(name))));
    } else {
      query.fields().forEach(field -> counted.add(new Counting(view, field)));
    }
    return counted;
  }

  /** Counts the values of one field in one part. */
  private final class Counting {
    private final DifferenceCount.OfField counted;
    private final KeyColumn<List<Sides>> keys;

    Counting(PartView<T> view, Field field) {
      counted = counts.field(field);
      keys = new KeyColumn<>(view.column(field), this::sides);
    }

    /** Where a row with the value is counted, the field as a whole first; empty for no value. */
    private List<Sides> sides(AttributeValue value) {
      List<AttributeValue> elements = Values.keys(value);
      List<Sides> sides = new ArrayList<>(1 + elements.size());
      if (!elements.isEmpty()) {
        sides.add(counted.any());
      }
      for (AttributeValue element : elements) {
        Sides known = counted.value(element);
        if (known != null) {
          sides.add(known);
        }
      }
      return sides;
    }

    void add(int block, int[] positions, int count) {
      if (!keys.open(block, positions, count)) {
        return;
      }
      for (int i = count - 1; i >= 0; i--) {
        int position = positions[i];
        @Nullable List<Sides> sides = keys.at(block, position);
        if (sides != null) {
          for (Sides side : sides) {
            side.add(inSelection[position], inBaseline[position]);
          }
        }
      }
    }
  }
}
