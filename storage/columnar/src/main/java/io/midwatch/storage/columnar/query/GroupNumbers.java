package io.midwatch.storage.columnar.query;

import io.midwatch.model.AttributeValue;
import io.midwatch.storage.columnar.table.Table;
import io.midwatch.storage.contract.query.GroupBy;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/*
 * A term has a number for the whole question, a combination of terms has one, and a group has one:
 *
 *   code ─(per part)→ term number ─┐
 *   code ─(per part)→ term number ─┴(PairNumbers)→ combination number ─(array)→ group number
 *
 * so that figures are arrays by group number, parts need no merging, and a key is made of values
 * once per combination instead of once per row.
 */
/**
 * Tells which groups rows belong to. Rows are taken from the last to the first, so that groups are
 * met in the order rows were stored, latest first. Not thread-safe.
 */
final class GroupNumbers {
  private static final int UNKNOWN = -2;

  private final List<GroupBy> groupBy;
  private final Groups groups;
  private final List<Terms> terms = new ArrayList<>();
  private final List<PairNumbers> pairs = new ArrayList<>();
  private final int[][] numbers;
  private int[] groupOf = new int[1024];
  private List<Grouping> groupings = List.of();

  /** Takes rows with their groups; a row of several groups comes several times. */
  interface Sink {
    void accept(int block, int[] positions, int[] groups, int count);
  }

  private final int[] positionsOut = new int[Table.BLOCK_ROWS];
  private final int[] groupsOut = new int[Table.BLOCK_ROWS];
  private int filled;

  GroupNumbers(List<GroupBy> groupBy, Groups groups) {
    this.groupBy = groupBy;
    this.groups = groups;
    this.numbers = new int[groupBy.size()][Table.BLOCK_ROWS];
    for (int i = 0; i < groupBy.size(); i++) {
      terms.add(new Terms());
      pairs.add(new PairNumbers());
    }
    Arrays.fill(groupOf, UNKNOWN);
    if (groupBy.isEmpty()) {
      groups.number(List.of());
    }
  }

  void open(PartView<?> view) {
    groupings = new ArrayList<>();
    for (int i = 0; i < groupBy.size(); i++) {
      groupings.add(Grouping.of(groupBy.get(i), terms.get(i), view));
    }
  }

  void forEach(int block, int[] positions, int count, Sink sink) {
    for (int i = 0; i < groupings.size(); i++) {
      groupings.get(i).read(block, positions, count, numbers[i]);
    }
    filled = 0;
    for (int i = count - 1; i >= 0; i--) {
      int combination = combination(i);
      if (combination >= 0) {
        emit(block, positions[i], group(combination, i), sink);
      } else if (combination == Terms.BY_VALUE) {
        int row = block * Table.BLOCK_ROWS + positions[i];
        emitAll(block, positions[i], row, new ArrayList<>(), sink);
      }
    }
    if (filled > 0) {
      sink.accept(block, positionsOut, groupsOut, filled);
    }
  }

  /** The number of a row's combination of terms, or what {@link Terms} says instead. */
  private int combination(int row) {
    if (numbers.length == 0) {
      return 0;
    }
    int combination = numbers[0][row];
    if (numbers.length == 1 || combination == Terms.LEFT_OUT) {
      return combination;
    }
    for (int i = 1; i < numbers.length; i++) {
      int term = numbers[i][row];
      if (term == Terms.LEFT_OUT) {
        return Terms.LEFT_OUT;
      }
      combination =
          combination < 0 || term < 0
              ? Terms.BY_VALUE
              : numbered(pairs.get(i).number(combination, term));
    }
    return combination;
  }

  private static int numbered(int pair) {
    return pair == PairNumbers.NONE ? Terms.BY_VALUE : pair;
  }

  private int group(int combination, int row) {
    if (combination >= groupOf.length) {
      int old = groupOf.length;
      groupOf = Arrays.copyOf(groupOf, Math.max(combination + 1, 2 * old));
      Arrays.fill(groupOf, old, groupOf.length, UNKNOWN);
    }
    int group = groupOf[combination];
    if (group == UNKNOWN) {
      List<AttributeValue> key = new ArrayList<>();
      for (int i = 0; i < numbers.length; i++) {
        key.add(terms.get(i).value(numbers[i][row]));
      }
      group = groups.number(key);
      groupOf[combination] = group;
    }
    return group;
  }

  /** Every combination of a row's terms, the terms of the first grouping outermost. */
  private void emitAll(int block, int position, int row, List<AttributeValue> key, Sink sink) {
    if (key.size() == groupings.size()) {
      emit(block, position, groups.number(List.copyOf(key)), sink);
      return;
    }
    for (AttributeValue term : groupings.get(key.size()).terms(row)) {
      key.add(term);
      emitAll(block, position, row, key, sink);
      key.removeLast();
    }
  }

  private void emit(int block, int position, int group, Sink sink) {
    if (group == Groups.REFUSED) {
      return;
    }
    if (filled == positionsOut.length) {
      sink.accept(block, positionsOut, groupsOut, filled);
      filled = 0;
    }
    positionsOut[filled] = position;
    groupsOut[filled] = group;
    filled++;
  }
}
