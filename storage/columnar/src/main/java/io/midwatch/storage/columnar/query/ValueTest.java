package io.midwatch.storage.columnar.query;

import io.midwatch.model.AttributeValue;
import io.midwatch.model.AttributeValue.StringValue;
import io.midwatch.storage.columnar.table.Blobs;
import io.midwatch.storage.columnar.table.Table;
import io.midwatch.storage.columnar.table.TextSearch;
import io.midwatch.storage.contract.answer.Condition;
import io.midwatch.storage.contract.answer.Values;
import io.midwatch.storage.contract.query.Filter;
import io.midwatch.storage.contract.query.Tokens;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Tests values row by row, in blocks that may hold every token a matching text must have.
 *
 * @param tokens empty when nothing can be ruled out
 * @param search rules out rows, null when it cannot
 */
record ValueTest(
    BlockColumn column,
    Predicate<AttributeValue> test,
    List<String> tokens,
    @Nullable TextSearch search)
    implements RowTest {

  static RowTest of(BlockColumn column, Condition.OfField leaf) {
    List<String> tokens = tokens(leaf.filter());
    return new ValueTest(column, leaf.test(), tokens, search(leaf.filter(), tokens));
  }

  private static @Nullable TextSearch search(Filter filter, List<String> tokens) {
    return filter instanceof Filter.Substring(_, String part)
        ? TextSearch.ofPart(part)
        : TextSearch.ofTokens(tokens);
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
    int[] likely = positions;
    int left = count;
    if (search != null && column instanceof BlockColumn.Texts(Blobs texts, _)) {
      left = texts.find(block, positions, count, search, passed);
      likely = passed;
    }
    for (int i = 0; i < left; i++) {
      int position = likely[i];
      if (Values.any(column.valueAt(base + position), test)) {
        passed[kept++] = position;
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
