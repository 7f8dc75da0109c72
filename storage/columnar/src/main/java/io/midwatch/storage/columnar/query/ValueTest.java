package io.midwatch.storage.columnar.query;

import io.midwatch.model.AttributeValue;
import io.midwatch.model.AttributeValue.StringValue;
import io.midwatch.storage.columnar.table.Table;
import io.midwatch.storage.contract.answer.Condition;
import io.midwatch.storage.contract.answer.Values;
import io.midwatch.storage.contract.query.Filter;
import io.midwatch.storage.contract.query.Tokens;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/**
 * Tests values row by row, in blocks that may hold every token a matching text must have.
 *
 * @param tokens empty when nothing can be ruled out
 */
record ValueTest(BlockColumn column, Predicate<AttributeValue> test, List<String> tokens)
    implements RowTest {

  static RowTest of(BlockColumn column, Condition.OfField leaf) {
    return new ValueTest(column, leaf.test(), tokens(leaf.filter()));
  }

  /** Tokens that are in every text that matches. */
  private static List<String> tokens(Filter filter) {
    return switch (filter) {
      case Filter.Phrase(_, String phrase) -> Tokens.of(phrase);
      case Filter.Eq(_, StringValue(String text)) -> Tokens.of(text);
      case Filter.Substring(_, String part) -> inner(part);
      default -> List.of();
    };
  }

  /** Without the first and last, which may be pieces of longer tokens. */
  private static List<String> inner(String part) {
    List<String> tokens = new ArrayList<>(Tokens.of(part));
    if (!tokens.isEmpty() && !Tokens.of(part.substring(0, 1)).isEmpty()) {
      tokens.removeFirst();
    }
    if (!tokens.isEmpty() && !Tokens.of(part.substring(part.length() - 1)).isEmpty()) {
      tokens.removeLast();
    }
    return tokens;
  }

  @Override
  public int select(int block, int[] positions, int count, int[] passed) {
    if (!column.any(block) || isRuledOut(block)) {
      return 0;
    }
    int base = block * Table.BLOCK_ROWS;
    int kept = 0;
    TokenBytes bytes = column instanceof BlockColumn.Texts ? TokenBytes.of(tokens) : null;
    for (int i = 0; i < count; i++) {
      if (bytes != null
          && column instanceof BlockColumn.Texts texts
          && !bytes.mayBeIn(texts.texts().at(base + positions[i]))) {
        continue;
      }
      if (Values.any(column.valueAt(base + positions[i]), test)) {
        passed[kept++] = positions[i];
      }
    }
    return kept;
  }

  private boolean isRuledOut(int block) {
    if (column instanceof BlockColumn.Texts texts) {
      for (String token : tokens) {
        if (!texts.texts().mayHold(block, token)) {
          return true;
        }
      }
    }
    return false;
  }

  @Override
  public int cost() {
    return 200;
  }
}
