package io.midwatch.storage.columnar.segment;

import static org.assertj.core.api.Assertions.assertThat;

import io.midwatch.model.AttributeValue;
import io.midwatch.storage.columnar.table.Blobs;
import io.midwatch.storage.columnar.table.Coded;
import io.midwatch.storage.columnar.table.Numbers;
import io.midwatch.storage.columnar.table.Table;
import io.midwatch.storage.columnar.table.TableSchema.Column;
import io.midwatch.storage.columnar.table.TableSchema.Hint;
import io.midwatch.storage.contract.query.RowId;
import io.midwatch.storage.contract.query.Tokens;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;

/** Compares every answer of a segment with that of the table it was written from. */
final class SegmentAssert {
  private final Table expected;
  private final SegmentTable found;

  private SegmentAssert(Table expected, SegmentTable found) {
    this.expected = expected;
    this.found = found;
  }

  static void assertAnswersLike(Table expected, SegmentTable found) {
    new SegmentAssert(expected, found).compare();
  }

  private void compare() {
    assertThat(found.schema()).isEqualTo(expected.schema());
    assertThat(found.rows()).isEqualTo(expected.rows());
    for (int row = 0; row < expected.rows(); row++) {
      RowId id = expected.id(row);
      assertThat(found.id(row)).isEqualTo(id);
      assertThat(found.firstAtLeast(id)).isEqualTo(row);
    }
    for (Column column : expected.schema().columns()) {
      String name = column.name();
      switch (column.kind()) {
        case NUMBERS -> compare(name, expected.numbers(name), found.numbers(name));
        case CODED -> {
          compare(name, expected.coded(name), found.coded(name));
          if (column.hint() == Hint.INDEXED) {
            compareIndex(name);
          }
        }
        case BLOBS -> {
          compare(name, expected.blobs(name), found.blobs(name));
          if (column.hint() == Hint.TOKENS) {
            compareTokens(expected.blobs(name), found.blobs(name));
          }
        }
      }
    }
    for (String key : expected.attributeKeys()) {
      compare(key, expected.attribute(key), found.attribute(key));
      assertThat(found.attributeKeys().contains(key)).isEqualTo(occurs(expected.attribute(key)));
    }
    assertThat(found.attribute("no such key")).isSameAs(Coded.NONE);
  }

  private boolean occurs(Coded coded) {
    for (int row = 0; row < expected.rows(); row++) {
      if (coded.codeAt(row) != Coded.ABSENT) {
        return true;
      }
    }
    return false;
  }

  private void compare(String name, Numbers expected, Numbers found) {
    for (int block = 0; block < this.expected.blocks(); block++) {
      int rows = this.expected.rowsOf(block);
      long[] one = new long[Table.BLOCK_ROWS];
      long[] other = new long[Table.BLOCK_ROWS];
      expected.read(block, one);
      found.read(block, other);
      assertThat(Arrays.copyOf(other, rows)).as(name).isEqualTo(Arrays.copyOf(one, rows));
      assertThat(found.min(block)).as(name).isLessThanOrEqualTo(expected.min(block));
      assertThat(found.max(block)).as(name).isGreaterThanOrEqualTo(expected.max(block));
      for (int i = 0; i < rows; i++) {
        if (found.at(block * Table.BLOCK_ROWS + i) != one[i]) {
          assertThat(found.at(block * Table.BLOCK_ROWS + i)).as(name + " " + i).isEqualTo(one[i]);
        }
      }
    }
  }

  private void compare(String name, Coded expected, Coded found) {
    Set<Integer> codes = new HashSet<>();
    int outside = 0;
    for (int block = 0; block < this.expected.blocks(); block++) {
      int[] read = new int[Table.BLOCK_ROWS];
      found.read(block, read);
      boolean any = false;
      for (int i = 0; i < this.expected.rowsOf(block); i++) {
        int row = block * Table.BLOCK_ROWS + i;
        AttributeValue value = expected.valueAt(row);
        int code = found.codeAt(row);
        assertThat(read[i]).as(name).isEqualTo(code);
        assertThat(found.valueAt(row)).as(name).isEqualTo(value);
        int expectedCode = expected.codeAt(row);
        assertThat(Math.min(code, Coded.FIRST)).isEqualTo(Math.min(expectedCode, Coded.FIRST));
        if (code >= Coded.FIRST && value != null && codes.add(code)) {
          assertThat(found.value(code)).isEqualTo(value);
          assertThat(found.find(value)).as("%s %s", name, value).isEqualTo(code);
        }
        outside += code == Coded.OUTSIDE ? 1 : 0;
        any |= value != null;
      }
      assertThat(any && !found.any(block)).as("%s has values in block %s", name, block).isFalse();
    }
    assertThat(found.codeCount())
        .as("only values that occur")
        .isEqualTo(codes.size() + Coded.FIRST);
    assertThat(found.mayBeOutside() || outside == 0).isTrue();
    assertThat(found.find(AttributeValue.of("nowhere to be found"))).isEqualTo(Coded.ABSENT);
    assertThat(found.find(AttributeValue.ofStrings("nowhere"))).isEqualTo(Coded.ABSENT);
  }

  private void compareIndex(String name) {
    Coded codes = found.coded(name);
    Coded source = expected.coded(name);
    for (int code = Coded.FIRST; code < source.codeCount(); code++) {
      AttributeValue value = source.value(code);
      int mine = codes.find(value);
      assertThat(found.mayHold(name, value)).isTrue();
      assertThat(found.rowsWith(name, mine)).isEqualTo(expected.rowsWith(name, code));
    }
    for (int row = 0; row < expected.rows(); row++) {
      AttributeValue value = source.valueAt(row);
      assertThat(value == null || found.mayHold(name, value)).as("%s", value).isTrue();
    }
    for (int code = Coded.ABSENT; code < Coded.FIRST; code++) {
      assertThat(found.rowsWith(name, code)).isEqualTo(expected.rowsWith(name, code));
    }
    assertThat(found.rowsWith(name, codes.codeCount())).isEmpty();
  }

  private void compare(String name, Blobs expected, Blobs found) {
    for (int row = 0; row < this.expected.rows(); row++) {
      assertThat(found.at(row).copy()).as("%s %s", name, row).isEqualTo(expected.at(row).copy());
    }
    for (int block = 0; block < this.expected.blocks(); block++) {
      assertThat(found.any(block)).isEqualTo(expected.any(block));
    }
  }

  private void compareTokens(Blobs expected, Blobs found) {
    Set<String> checked = new HashSet<>();
    for (int row = 0; row < this.expected.rows(); row++) {
      int block = row / Table.BLOCK_ROWS;
      for (String token : Tokens.of(expected.at(row).text())) {
        if (checked.add(block + token)) {
          assertThat(found.mayHold(block, token)).as(token).isTrue();
        }
      }
    }
  }
}
