package io.midwatch.storage.columnar.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.midwatch.model.AttributeValue;
import io.midwatch.model.Attributes;
import io.midwatch.storage.contract.StoreException;
import io.midwatch.storage.contract.write.ByteSlice;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ValueBytesTest {
  private static ByteSlice slice(byte[] bytes) {
    return new ByteSlice().set(bytes, 0, bytes.length);
  }

  private static AttributeValue again(AttributeValue value) {
    return ValueBytes.read(slice(ValueBytes.of(value)));
  }

  @Test
  void readsBackEveryKind() {
    for (AttributeValue value : RandomValues.EVERY_KIND) {
      assertThat(again(value)).isEqualTo(value);
    }
  }

  @Test
  void readsBackRandomValuesAndGivesEqualBytesToEqualValuesOnly() {
    RandomValues random = new RandomValues(new Random(7));
    List<AttributeValue> values = new ArrayList<>(RandomValues.EVERY_KIND);
    for (int i = 0; i < 400; i++) {
      values.add(random.next());
    }
    List<byte[]> bytes = values.stream().map(ValueBytes::of).toList();
    for (int i = 0; i < values.size(); i++) {
      assertThat(ValueBytes.read(slice(bytes.get(i)))).isEqualTo(values.get(i));
      for (int j = 0; j < i; j++) {
        boolean equal = Arrays.equals(bytes.get(i), bytes.get(j));
        if (equal) {
          assertThat(values.get(i)).isEqualTo(values.get(j));
        } else if (values.get(i).text().equals(values.get(j).text())) {
          assertThat(values.get(i)).isNotEqualTo(values.get(j));
        }
      }
    }
  }

  @Test
  void aLongIsNotADouble() {
    assertThat(ValueBytes.of(AttributeValue.of(1L)))
        .isNotEqualTo(ValueBytes.of(AttributeValue.of(1.0)));
    assertThat(ValueBytes.of(AttributeValue.of(0L)))
        .isNotEqualTo(ValueBytes.of(AttributeValue.of(0.0)));
  }

  @Test
  void keepsTheSignOfZeroAndThePayloadOfNaN() {
    for (long bits : new long[] {0x8000000000000000L, 0x7ff8000000000123L, 0xfff0000000000001L}) {
      AttributeValue read = again(AttributeValue.of(Double.longBitsToDouble(bits)));
      assertThat(Double.doubleToRawLongBits(((AttributeValue.DoubleValue) read).value()))
          .isEqualTo(Double.doubleToRawLongBits(Double.longBitsToDouble(bits)));
    }
  }

  @Test
  void keepsTheOrderOfAMap() {
    Attributes entries = Attributes.ofStrings("z", "1", "a", "2", "é", "3");
    AttributeValue read = again(new AttributeValue.MapValue(entries));
    assertThat(((AttributeValue.MapValue) read).entries().keys()).containsExactly("z", "a", "é");
  }

  @Test
  void writesWhatIsReceivedWithoutTheOutermostKey() {
    ValueBytes.Builder builder = new ValueBytes.Builder();
    ByteSlice key = ByteSlice.ofUtf8("key");
    builder.startArray(key);
    builder.startMap(key);
    builder.string(key, ByteSlice.ofUtf8("é"));
    builder.end();
    assertThat(builder.isOpen()).isTrue();
    assertThatThrownBy(builder::value).isInstanceOf(IllegalStateException.class);
    builder.empty(key);
    builder.end();
    assertThat(builder.isOpen()).isFalse();
    AttributeValue map = new AttributeValue.MapValue(Attributes.ofStrings("key", "é"));
    assertThat(ValueBytes.read(builder.value()))
        .isEqualTo(AttributeValue.of(List.of(map, AttributeValue.EMPTY)));
  }

  @Test
  void beginsANewValueWhenTheLastHasEnded() {
    ValueBytes.Builder builder = new ValueBytes.Builder();
    assertThatThrownBy(builder::value).isInstanceOf(IllegalStateException.class);
    builder.string(new ByteSlice(), ByteSlice.ofUtf8("x".repeat(100_000)));
    assertThat(builder.value().length()).isEqualTo(100_001);
    builder.integer(new ByteSlice(), 5);
    assertThat(ValueBytes.read(builder.value())).isEqualTo(AttributeValue.of(5));
    builder.startMap(new ByteSlice());
    builder.clear();
    builder.bool(new ByteSlice(), true);
    assertThat(ValueBytes.read(builder.value())).isEqualTo(AttributeValue.of(true));
    assertThatThrownBy(builder::end).isInstanceOf(IllegalStateException.class);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 64, ValueBytes.MAX_DEPTH})
  void readsBackDeepValues(int depth) {
    assertThat(again(nested(depth))).isEqualTo(nested(depth));
  }

  @Test
  void refusesToNestDeeper() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ValueBytes.of(nested(ValueBytes.MAX_DEPTH + 1)));
    byte[] bytes = new byte[5000];
    Arrays.fill(bytes, ValueBytes.ARRAY);
    assertThatExceptionOfType(StoreException.class)
        .isThrownBy(() -> ValueBytes.read(slice(bytes)))
        .withMessageContaining("deeper");
  }

  private static AttributeValue nested(int depth) {
    AttributeValue value = AttributeValue.of("leaf");
    for (int i = 0; i < depth; i++) {
      value = AttributeValue.of(List.of(value));
    }
    return value;
  }

  @Test
  void answersDamagedBytesWithAValueOrAStoreException() {
    Random random = new Random(11);
    RandomValues values = new RandomValues(random);
    int refused = 0;
    for (int i = 0; i < 5000; i++) {
      byte[] bytes = ValueBytes.of(values.next());
      byte[] damaged = Arrays.copyOf(bytes, random.nextInt(bytes.length + 3));
      if (damaged.length > 0) {
        damaged[random.nextInt(damaged.length)] = (byte) random.nextInt();
      }
      try {
        ValueBytes.read(slice(damaged));
      } catch (StoreException refusal) {
        refused++;
      }
    }
    assertThat(refused).isGreaterThan(500);
  }
}
