package io.midwatch.storage.columnar.hot;

import static io.midwatch.storage.columnar.hot.TestRows.bytes;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.midwatch.model.AttributeValue;
import io.midwatch.model.Attributes;
import io.midwatch.storage.columnar.table.Coded;
import io.midwatch.storage.columnar.table.Table;
import io.midwatch.storage.contract.write.ByteSlice;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class HotTableTest {
  private static final ByteSlice KEY = ByteSlice.ofUtf8("key");

  private final HotTable table = new HotTable(TestRows.SCHEMA, 100);

  private Table published() {
    table.publish();
    return table.snapshot();
  }

  @Test
  void anEmptyTableHasNoRows() {
    Table empty = published();
    assertThat(empty.rows()).isZero();
    assertThat(empty.blocks()).isZero();
    assertThat(empty.attributeKeys()).isEmpty();
    assertThat(empty.attribute("key")).isSameAs(Coded.NONE);
    assertThat(empty.coded("name").codeCount()).isEqualTo(Coded.FIRST);
  }

  @Test
  void whatARowIsNotGivenIsZeroAbsentOrEmpty() {
    table.number(TestRows.START, 5);
    table.blob(TestRows.REST, ByteSlice.ofUtf8("rest"));
    table.coded(TestRows.NAME, bytes(AttributeValue.of("name")));
    table.attributeBool(KEY, true);
    table.cancelRow();
    table.endRow(0);
    Table rows = published();
    assertThat(rows.numbers("start").at(0)).isZero();
    assertThat(rows.numbers("start").min(0)).isZero();
    assertThat(rows.blobs("rest").at(0).isEmpty()).isTrue();
    assertThat(rows.coded("name").codeAt(0)).isEqualTo(Coded.ABSENT);
    assertThat(rows.coded("name").valueAt(0)).isNull();
    assertThat(rows.coded("trace").any(0)).isFalse();
    assertThat(rows.attributeKeys()).isEmpty();
    assertThat(rows.attribute("key")).isSameAs(Coded.NONE);
  }

  @Test
  void aValueHasOneCodeHoweverItWasGiven() {
    for (AttributeValue value :
        new AttributeValue[] {
          AttributeValue.of("text"),
          AttributeValue.of(-3L),
          AttributeValue.of(0.5),
          AttributeValue.of(true)
        }) {
      table.attribute(KEY, bytes(value));
      table.endRow(0);
    }
    table.attributeString(KEY, ByteSlice.ofUtf8("text"));
    table.endRow(0);
    table.attributeLong(KEY, -3);
    table.endRow(0);
    table.attributeDouble(KEY, 0.5);
    table.endRow(0);
    table.attributeBool(KEY, true);
    table.endRow(0);
    int[] codes = new int[8];
    published().attribute("key").read(0, codes);
    assertThat(codes).containsExactly(2, 3, 4, 5, 2, 3, 4, 5);
  }

  @Test
  void theLastOfARepeatedKeyWins() {
    table.attributeLong(KEY, 1);
    table.attributeLong(ByteSlice.ofUtf8("other"), 2);
    table.attributeString(KEY, ByteSlice.ofUtf8("x".repeat(5000)));
    table.attributeLong(KEY, 3);
    table.endRow(0);
    table.attributeLong(KEY, 4);
    table.attributeString(KEY, ByteSlice.ofUtf8("y".repeat(5000)));
    table.attributeString(KEY, ByteSlice.ofUtf8("z".repeat(5000)));
    table.endRow(1);
    Coded key = published().attribute("key");
    assertThat(key.valueAt(0)).isEqualTo(AttributeValue.of(3L));
    assertThat(key.valueAt(1)).isEqualTo(AttributeValue.of("z".repeat(5000)));
  }

  @Test
  void aCancelledRowMayHaveBegunABlockOfAttributes() {
    for (int i = 0; i < Table.BLOCK_ROWS - 1; i++) {
      table.attributeLong(KEY, i % 10);
      table.endRow(i);
    }
    ByteSlice other = ByteSlice.ofUtf8("other");
    for (boolean cancel : new boolean[] {true, false}) {
      table.attributeLong(other, 1);
      table.attributeLong(KEY, 2);
      table.attributeLong(other, 3);
      if (cancel) {
        table.cancelRow();
      } else {
        table.endRow(0);
      }
    }
    Table rows = published();
    int[] codes = new int[Table.BLOCK_ROWS];
    rows.attribute("other").read(0, codes);
    assertThat(codes[Table.BLOCK_ROWS - 1]).isEqualTo(Coded.FIRST + 1);
    assertThat(rows.attribute("other").valueAt(Table.BLOCK_ROWS - 1))
        .isEqualTo(AttributeValue.of(3L));
    assertThat(rows.attribute("key").valueAt(Table.BLOCK_ROWS - 1))
        .isEqualTo(AttributeValue.of(2L));
  }

  @Test
  void takesSoManyKeysAndRefusesOthers() {
    for (int i = 0; i < AttributeRows.MOST_KEYS; i++) {
      assertThat(table.attributeLong(ByteSlice.ofUtf8("key" + i), i)).isTrue();
    }
    ByteSlice other = ByteSlice.ofUtf8("one more");
    assertThat(table.attributeLong(other, 1)).isFalse();
    assertThat(table.attributeString(other, KEY)).isFalse();
    assertThat(table.attribute(other, bytes(AttributeValue.EMPTY))).isFalse();
    assertThat(table.attributeLong(ByteSlice.ofUtf8("k".repeat(5000)), 1)).isFalse();
    assertThat(table.attributeLong(ByteSlice.ofUtf8("key7"), 70)).isTrue();
    table.endRow(0);
    Table rows = published();
    assertThat(rows.attributeKeys()).hasSize(AttributeRows.MOST_KEYS).doesNotContain("one more");
    assertThat(rows.attribute("key1023").valueAt(0)).isEqualTo(AttributeValue.of(1023L));
    assertThat(rows.attribute("key7").valueAt(0)).isEqualTo(AttributeValue.of(70L));
    assertThat(rows.attribute("one more")).isSameAs(Coded.NONE);
  }

  @Test
  void valuesThatDoNotFitTheDictionaryAreKeptOutside() {
    int values = 65_536;
    for (int i = 0; i < values + 100; i++) {
      table.attributeLong(KEY, i);
      table.coded(TestRows.TRACE, bytes(AttributeValue.of((long) i)));
      table.endRow(i);
    }
    table.attributeLong(KEY, 9);
    table.endRow(0);
    Table rows = published();
    Coded key = rows.attribute("key");
    assertThat(key.codeCount()).isEqualTo(values + Coded.FIRST);
    assertThat(key.codeAt(values - 1)).isEqualTo(values - 1 + Coded.FIRST);
    assertThat(key.codeAt(values + 100)).isEqualTo(9 + Coded.FIRST);
    for (int row = values; row < values + 100; row++) {
      assertThat(key.codeAt(row)).isEqualTo(Coded.OUTSIDE);
      assertThat(key.valueAt(row)).isEqualTo(AttributeValue.of((long) row));
    }
    assertThat(key.find(AttributeValue.of((long) values))).isEqualTo(Coded.ABSENT);
    int[] codes = new int[Table.BLOCK_ROWS];
    key.read(8, codes);
    assertThat(codes[0]).isEqualTo(Coded.OUTSIDE);
    assertThat(key.mayBeOutside()).isTrue();
    assertThat(rows.coded("trace").mayBeOutside()).as("none is outside").isFalse();
    int code = rows.coded("trace").find(AttributeValue.of(values + 50L));
    assertThat(rows.rowsWith("trace", code)).containsExactly(values + 50);
    assertThat(rows.coded("trace").value(code)).isEqualTo(AttributeValue.of(values + 50L));
  }

  @Test
  void aDictionaryHoldsSoManyBytes() {
    String filler = "x".repeat(4000);
    for (int i = 0; i < 5000; i++) {
      table.attributeString(KEY, ByteSlice.ofUtf8(filler + i));
      table.endRow(i);
    }
    Coded key = published().attribute("key");
    assertThat(key.codeCount()).isBetween(4000, 4200);
    assertThat(key.valueAt(4999)).isEqualTo(AttributeValue.of(filler + 4999));
  }

  @Test
  void internedValuesMayBeLongButNotEndless() {
    AttributeValue lengthy = AttributeValue.of("x".repeat(60_000));
    AttributeValue endless = AttributeValue.of("y".repeat(3_000_000));
    int first = table.intern(TestRows.CONTEXT, bytes(lengthy));
    int second = table.intern(TestRows.CONTEXT, bytes(endless));
    for (int i = 0; i < 4; i++) {
      table.code(TestRows.CONTEXT, i % 2 == 0 ? first : second);
      table.endRow(i);
    }
    Coded context = published().coded("context");
    assertThat(first).isEqualTo(Coded.FIRST).isEqualTo(context.codeAt(2));
    assertThat(context.codeAt(3)).isEqualTo(Coded.OUTSIDE);
    assertThat(context.valueAt(2)).isEqualTo(lengthy);
    assertThat(context.valueAt(1)).isEqualTo(endless);
    assertThat(context.valueAt(3)).isEqualTo(endless);
  }

  @Test
  void keepsLargeBlobs() {
    byte[] large = new byte[20_000_000];
    Arrays.fill(large, (byte) 7);
    table.blob(TestRows.REST, new ByteSlice().set(large, 1, large.length - 2));
    table.endRow(0);
    table.blob(TestRows.REST, ByteSlice.ofUtf8("small"));
    table.endRow(1);
    Table rows = published();
    assertThat(rows.blobs("rest").at(0).length()).isEqualTo(large.length - 2);
    assertThat(rows.blobs("rest").at(0).copy()).containsOnly(7);
    assertThat(rows.blobs("rest").at(1).text()).isEqualTo("small");
    assertThat(table.memoryBytes()).isGreaterThan(20_000_000);
  }

  @Test
  void findsAMapWhoseEntriesComeInAnotherOrder() {
    table.attribute(
        KEY, bytes(new AttributeValue.MapValue(Attributes.ofStrings("a", "1", "b", "2"))));
    table.endRow(0);
    Coded key = published().attribute("key");
    AttributeValue other = new AttributeValue.MapValue(Attributes.ofStrings("b", "2", "a", "1"));
    assertThat(key.find(other)).isEqualTo(Coded.FIRST);
  }

  @Test
  void theWriterFindsRowsNotPublished() {
    int code = table.intern(TestRows.TRACE, bytes(AttributeValue.of("trace")));
    assertThat(table.lastRowWith(TestRows.TRACE, code)).isEqualTo(-1);
    for (int i = 0; i < 3; i++) {
      table.code(TestRows.TRACE, i == 1 ? Coded.ABSENT : code);
      table.number(TestRows.START, i * 10);
      table.endRow(i);
    }
    table.code(TestRows.TRACE, code);
    table.cancelRow();
    assertThat(table.lastRowWith(TestRows.TRACE, code)).isEqualTo(2);
    assertThat(table.previousRowWith(TestRows.TRACE, 2)).isZero();
    assertThat(table.previousRowWith(TestRows.TRACE, 0)).isEqualTo(-1);
    assertThat(table.written().numbers("start").at(2)).isEqualTo(20);
    assertThat(table.snapshot().rows()).isZero();
    assertThat(table.snapshot().rowsWith("trace", code)).isEmpty();
  }

  @Test
  void isFullAtItsRowsOrItsBytes() {
    for (int i = 0; i < 100; i++) {
      assertThat(table.isFull()).isFalse();
      table.endRow(i);
    }
    assertThat(table.isFull()).isTrue();
    HotTable small = new HotTable(TestRows.SCHEMA, 1000, 2_000_000);
    assertThat(small.isFull()).isFalse();
    small.blob(TestRows.REST, new ByteSlice().set(new byte[2_000_000], 0, 2_000_000));
    assertThat(small.isFull()).isTrue();
  }

  @Test
  void refusesAColumnOfAnotherKind() {
    assertThatIllegalArgumentException().isThrownBy(() -> table.number(TestRows.NAME, 1));
    assertThatIllegalArgumentException().isThrownBy(() -> table.coded(TestRows.START, KEY));
    assertThatIllegalArgumentException().isThrownBy(() -> table.blob(TestRows.START, KEY));
    assertThatIllegalArgumentException().isThrownBy(() -> published().rowsWith("name", 2));
    assertThatIllegalArgumentException().isThrownBy(() -> published().numbers("unknown"));
  }
}
