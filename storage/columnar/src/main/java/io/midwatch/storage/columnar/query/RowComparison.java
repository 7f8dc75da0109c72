package io.midwatch.storage.columnar.query;

import io.midwatch.model.AttributeValue;
import io.midwatch.storage.columnar.table.Coded;
import io.midwatch.storage.columnar.table.Table;
import io.midwatch.storage.contract.answer.Condition;
import io.midwatch.storage.contract.answer.DifferenceCount;
import io.midwatch.storage.contract.answer.DifferenceCount.Sides;
import io.midwatch.storage.contract.answer.Values;
import io.midwatch.storage.contract.query.CompareAnswer;
import io.midwatch.storage.contract.query.CompareQuery;
import io.midwatch.storage.contract.query.Field;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
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
    RareCounting rare = new RareCounting(view.part().rare());
    List<Counting> fields = fields(view, rare);
    int[] passed = new int[Table.BLOCK_ROWS];
    return (block, positions, count) -> {
      mark(selected.select(block, positions, count, passed), passed, inSelection, true);
      mark(based.select(block, positions, count, passed), passed, inBaseline, true);
      // From the last to the first, as rows are looked at everywhere.
      for (int i = count - 1; i >= 0; i--) {
        counts.rows().add(inSelection[positions[i]], inBaseline[positions[i]]);
      }
      fields.forEach(field -> field.add(block, positions, count));
      rare.add(block, positions, count);
      mark(count, positions, inSelection, false);
      mark(count, positions, inBaseline, false);
    };
  }

  private static void mark(int count, int[] positions, boolean[] marks, boolean mark) {
    for (int i = 0; i < count; i++) {
      marks[positions[i]] = mark;
    }
  }

  private List<Counting> fields(PartView<T> view, RareCounting rare) {
    List<Counting> counted = new ArrayList<>();
    if (query.fields().isEmpty()) {
      view.part()
          .attributeNames()
          .forEach(name -> {
            Field field = Field.attribute(name);
            if (view.column(field) instanceof BlockColumn.Each && rare.takes(name)) {
              Coded column = view.table().attribute(name);
              counted.add(
                  new Counting(BlockColumn.of(new PartColumn.ByCode(column), view.table()), field));
            } else {
              counted.add(new Counting(view.column(field), field));
            }
          });
    } else {
      query.fields().forEach(field -> counted.add(new Counting(view.column(field), field)));
    }
    return counted;
  }

  /** Counts the values of one field in one part. */
  private final class Counting {
    private final DifferenceCount.OfField counted;
    private final KeyColumn<List<Sides>> keys;

    Counting(BlockColumn column, Field field) {
      counted = counts.field(field);
      keys = new KeyColumn<>(column, value -> sides(counted, value));
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

  /** Counts the values of all attributes without a column, a row at a time. */
  private final class RareCounting {
    private final RareAttributes rare;
    private final Map<String, DifferenceCount.OfField> fields = new HashMap<>();

    RareCounting(RareAttributes rare) {
      this.rare = rare;
    }

    /** Whether rows may have the attribute without a column; then they are counted here. */
    boolean takes(String name) {
      boolean takes = rare.names().contains(name);
      if (takes) {
        fields.put(name, counts.field(Field.attribute(name)));
      }
      return takes;
    }

    void add(int block, int[] positions, int count) {
      if (fields.isEmpty() || !rare.any(block)) {
        return;
      }
      for (int i = count - 1; i >= 0; i--) {
        int position = positions[i];
        rare.forEach(
            block * Table.BLOCK_ROWS + position,
            (name, value) -> {
              DifferenceCount.OfField field = fields.get(name);
              if (field != null) {
                for (Sides side : sides(field, value)) {
                  side.add(inSelection[position], inBaseline[position]);
                }
              }
            });
      }
    }
  }

  /** Where a row with the value is counted, the field as a whole first; empty for no value. */
  private static List<Sides> sides(DifferenceCount.OfField counted, AttributeValue value) {
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
}
