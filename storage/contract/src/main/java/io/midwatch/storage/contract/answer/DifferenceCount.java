package io.midwatch.storage.contract.answer;

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
import org.jspecify.annotations.Nullable;

/** Counts rows by field and value on both sides of a comparison. One use; not thread-safe. */
public final class DifferenceCount {
  /** Distinct values of one field that are counted; an id on every row differs on every row. */
  private static final int MOST_VALUES = 10_000;

  private final CompareQuery query;
  private final Budget budget;
  private final Map<Field, OfField> fields = new HashMap<>();
  private final Sides rows = new Sides();

  public DifferenceCount(CompareQuery query, Budget budget) {
    query.fields().forEach(RowFields::require);
    this.query = query;
    this.budget = budget;
  }

  /** Rows of the selection and of the baseline; a row may be in both. */
  public static final class Sides {
    private long selected;
    private long base;

    public void add(boolean inSelection, boolean inBaseline) {
      selected += inSelection ? 1 : 0;
      base += inBaseline ? 1 : 0;
    }
  }

  /** The values of one field. */
  public final class OfField {
    private final Field field;
    private final Sides any = new Sides();
    private final Map<AttributeValue, Sides> values = new HashMap<>();

    private OfField(Field field) {
      this.field = field;
    }

    /** Where rows with any value are counted. */
    public Sides any() {
      return any;
    }

    /**
     * Where rows with this value are counted; null, and the answer is incomplete, when there are
     * too many values.
     *
     * @param value one of {@link Values#keys}
     */
    public @Nullable Sides value(AttributeValue value) {
      Sides known = values.get(value);
      if (known == null && values.size() < MOST_VALUES) {
        known = new Sides();
        values.put(value, known);
      }
      if (known == null) {
        budget.incomplete("more than " + MOST_VALUES + " values of " + field.name());
      }
      return known;
    }
  }

  /** Where all rows are counted. */
  public Sides rows() {
    return rows;
  }

  public OfField field(Field field) {
    return fields.computeIfAbsent(field, OfField::new);
  }

  public CompareAnswer answer() {
    List<Difference> differences = new ArrayList<>();
    fields.values().forEach(field -> addDifferences(differences, field));
    CompareAnswer all =
        new CompareAnswer(differences, rows.selected, rows.base, budget.completeness());
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
        rows.selected,
        rows.base,
        all.completeness());
  }

  private void addDifferences(List<Difference> differences, OfField counted) {
    Sides any = counted.any;
    boolean seen = any.selected != 0 || (!query.fields().isEmpty() && any.base != 0);
    if (!seen) {
      return;
    }
    counted.values.forEach((value, count) ->
        differences.add(new Difference(counted.field, value, count.selected, count.base)));
    differences.add(
        new Difference(
            counted.field,
            AttributeValue.EMPTY,
            rows.selected - any.selected,
            rows.base - any.base));
  }
}
