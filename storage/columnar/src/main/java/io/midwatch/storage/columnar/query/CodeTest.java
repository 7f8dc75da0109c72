package io.midwatch.storage.columnar.query;

import io.midwatch.model.AttributeValue;
import io.midwatch.model.AttributeValue.BoolValue;
import io.midwatch.model.AttributeValue.StringValue;
import io.midwatch.storage.columnar.table.Coded;
import io.midwatch.storage.columnar.table.Table;
import io.midwatch.storage.contract.answer.Condition;
import io.midwatch.storage.contract.answer.Values;
import io.midwatch.storage.contract.query.Field;
import io.midwatch.storage.contract.query.Filter;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Tests each code once and rows outside the dictionary one by one. */
final class CodeTest implements RowTest {
  /** Dictionaries up to this size are tested before any row is read: none may match. */
  private static final int SMALL = 4096;

  private static final byte UNKNOWN = 0;
  private static final byte NO = 1;
  private static final byte YES = 2;
  private static final byte BY_ROW = 3;

  private final BlockColumn.Codes column;
  private final Predicate<AttributeValue> test;
  private final byte[] verdicts;

  private CodeTest(BlockColumn.Codes column, Predicate<AttributeValue> test) {
    this.column = column;
    this.test = test;
    this.verdicts = new byte[Math.max(Coded.FIRST, column.coded().codeCount())];
    verdicts[Coded.ABSENT] = NO;
    verdicts[Coded.OUTSIDE] = BY_ROW;
  }

  static RowTest of(BlockColumn.Codes column, Condition.OfField leaf) {
    CodeTest test = new CodeTest(column, leaf.test());
    List<AttributeValue> exact = exact(column.coded(), leaf);
    boolean settled = exact != null || test.verdicts.length <= SMALL;
    if (exact != null) {
      test.settle(exact);
    } else if (settled) {
      test.settle();
    }
    return settled && !column.coded().mayBeOutside() && !test.mayPass() ? NONE : test;
  }

  /**
   * The values asked for, when a row matches by having exactly one of them: no array could match by
   * an element, no number by being equal to one of another type.
   */
  private static @Nullable List<AttributeValue> exact(Coded coded, Condition.OfField leaf) {
    List<AttributeValue> wanted =
        switch (leaf.filter()) {
          case Filter.Eq(_, AttributeValue value) -> List.of(value);
          case Filter.In(_, List<AttributeValue> values) -> values;
          default -> null;
        };
    boolean noArrays = leaf.field() instanceof Field.Canonical || !coded.mayHoldArrays();
    return wanted != null
            && noArrays
            && wanted.stream()
                .allMatch(value -> value instanceof StringValue || value instanceof BoolValue)
        ? wanted
        : null;
  }

  private void settle(List<AttributeValue> exact) {
    java.util.Arrays.fill(verdicts, Coded.FIRST, verdicts.length, NO);
    for (AttributeValue value : exact) {
      int code = column.coded().find(value);
      if (code >= Coded.FIRST) {
        verdicts[code] = YES;
      }
    }
  }

  private void settle() {
    for (int code = Coded.FIRST; code < verdicts.length; code++) {
      judge(code);
    }
  }

  private boolean mayPass() {
    for (int code = Coded.FIRST; code < verdicts.length; code++) {
      if (verdicts[code] == YES) {
        return true;
      }
    }
    return false;
  }

  private byte judge(int code) {
    byte verdict = Values.any(column.coded().value(code), test) ? YES : NO;
    verdicts[code] = verdict;
    return verdict;
  }

  @Override
  public int select(int block, int[] positions, int count, int[] passed) {
    if (!column.any(block)) {
      return 0;
    }
    int[] codes = column.read(block, positions, count);
    int base = block * Table.BLOCK_ROWS;
    int kept = 0;
    for (int i = 0; i < count; i++) {
      int position = positions[i];
      byte verdict = verdicts[codes[position]];
      if (verdict == UNKNOWN) {
        verdict = judge(codes[position]);
      } else if (verdict == BY_ROW) {
        verdict = Values.any(column.valueAt(base + position), test) ? YES : NO;
      }
      passed[kept] = position;
      kept += verdict >> 1;
    }
    return kept;
  }

  @Override
  public int cost() {
    return 2;
  }
}
