package io.midwatch.storage.contract.answer.row;

import io.midwatch.model.AttributeValue;
import io.midwatch.storage.contract.answer.NameCounts;
import io.midwatch.storage.contract.answer.RowFields;
import io.midwatch.storage.contract.answer.Values;
import io.midwatch.storage.contract.query.Field;
import io.midwatch.storage.contract.query.FieldsAnswer;
import java.util.LinkedHashSet;
import java.util.Set;

/** Lists which attributes rows carry and which values a field has. */
public record FieldCatalog<T>(FieldReader<T> fields) {

  /** Names of attributes that start so, an item's own and its resource's. */
  public FieldsAnswer names(RowSource<T> scan, String prefix, int limit) {
    NameCounts counts = new NameCounts(prefix, scan.budget());
    scan.forEach((row, _) -> {
      Set<String> keys = new LinkedHashSet<>(fields.attributes(row.item()).keys());
      keys.addAll(fields.resource(row.item()).keys());
      keys.forEach(key -> counts.count(key, 1));
    });
    return counts.answer(limit);
  }

  /** Values of a field in text form that start so. */
  public FieldsAnswer values(RowSource<T> scan, Field field, String prefix, int limit) {
    RowFields.require(field);
    NameCounts counts = new NameCounts(prefix, scan.budget());
    scan.forEach((row, _) -> {
      Set<String> texts = new LinkedHashSet<>();
      for (AttributeValue value : Values.keys(fields.read(row.item(), field))) {
        texts.add(value.text());
      }
      texts.forEach(text -> counts.count(text, 1));
    });
    return counts.answer(limit);
  }
}
