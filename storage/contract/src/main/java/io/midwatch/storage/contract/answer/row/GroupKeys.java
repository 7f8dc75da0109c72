package io.midwatch.storage.contract.answer.row;

import io.midwatch.model.AttributeValue;
import io.midwatch.storage.contract.answer.Values;
import io.midwatch.storage.contract.query.Field;
import io.midwatch.storage.contract.query.GroupBy;
import io.midwatch.storage.contract.query.GroupBy.Missing;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Finds the groups a row belongs to: every combination of its values. Pure. */
record GroupKeys<T>(FieldReader<T> fields, List<GroupBy> groupBy) {
  /** The keys of a row, one value per grouping; empty when it is left out. */
  List<List<AttributeValue>> of(T row, long time) {
    List<List<AttributeValue>> keys = List.of(List.of());
    for (GroupBy group : groupBy) {
      List<AttributeValue> values = values(group, row, time);
      if (values.isEmpty()) {
        return List.of();
      }
      keys = combine(keys, values);
    }
    return keys;
  }

  private static List<List<AttributeValue>> combine(
      List<List<AttributeValue>> keys, List<AttributeValue> values) {
    List<List<AttributeValue>> combined = new ArrayList<>(keys.size() * values.size());
    for (List<AttributeValue> key : keys) {
      for (AttributeValue value : values) {
        List<AttributeValue> longer = new ArrayList<>(key.size() + 1);
        longer.addAll(key);
        longer.add(value);
        combined.add(longer);
      }
    }
    return combined;
  }

  private List<AttributeValue> values(GroupBy group, T row, long time) {
    return switch (group) {
      case GroupBy.Terms(Field field, Missing missing) -> {
        List<AttributeValue> terms = Values.keys(fields.read(row, field));
        yield terms.isEmpty() && missing == Missing.OWN_GROUP
            ? List.of(AttributeValue.EMPTY)
            : terms;
      }
      case GroupBy.TimeBucket(long step) ->
          List.of(AttributeValue.of(Math.floorDiv(time, step) * step));
      case GroupBy.NumericBucket bucket -> bands(bucket, row);
    };
  }

  private List<AttributeValue> bands(GroupBy.NumericBucket bucket, T row) {
    Set<AttributeValue> bands = new LinkedHashSet<>();
    for (AttributeValue value : Values.keys(fields.read(row, bucket.field()))) {
      double number = Values.number(value);
      if (!Double.isNaN(number)) {
        bands.add(AttributeValue.of(bucket.lowerBound(number)));
      }
    }
    return List.copyOf(bands);
  }
}
