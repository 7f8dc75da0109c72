package io.midwatch.storage.columnar.query;

import io.midwatch.model.AttributeValue;
import io.midwatch.storage.contract.answer.Condition;
import io.midwatch.storage.contract.answer.NameCounts;
import io.midwatch.storage.contract.answer.RowFields;
import io.midwatch.storage.contract.answer.Values;
import io.midwatch.storage.contract.query.Field;
import io.midwatch.storage.contract.query.FieldsAnswer;
import io.midwatch.storage.contract.query.Filter;
import java.util.LinkedHashSet;
import java.util.Set;

/** Lists which attributes rows carry and which values a field has. */
record RowNames<T>(Scan<T> scan, String prefix) {
  private static final Condition EVERY = Condition.of(Filter.ALL);

  FieldsAnswer names(int limit) {
    NameCounts counts = new NameCounts(prefix, scan.budget());
    scan.forEach(EVERY, view -> new NamesOfPart<>(view, prefix, counts));
    return counts.answer(limit);
  }

  FieldsAnswer values(Field field, int limit) {
    RowFields.require(field);
    NameCounts counts = new NameCounts(prefix, scan.budget());
    scan.forEach(
        EVERY,
        view -> {
          KeyColumn<Set<String>> texts = new KeyColumn<>(view.column(field), RowNames::texts);
          return (block, positions, count) -> {
            if (!texts.open(block, positions, count)) {
              return;
            }
            for (int i = count - 1; i >= 0; i--) {
              Set<String> found = texts.at(block, positions[i]);
              if (found != null) {
                found.forEach(text -> counts.count(text, 1));
              }
            }
          };
        });
    return counts.answer(limit);
  }

  private static Set<String> texts(AttributeValue value) {
    Set<String> texts = new LinkedHashSet<>();
    Values.keys(value).forEach(each -> texts.add(each.text()));
    return texts;
  }
}
