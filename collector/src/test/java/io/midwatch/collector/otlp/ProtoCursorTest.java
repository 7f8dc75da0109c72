package io.midwatch.collector.otlp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.CodedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ProtoCursorTest {
  @ParameterizedTest
  @ValueSource(longs = {0, 1, 127, 128, 300, -1, Long.MAX_VALUE, Long.MIN_VALUE})
  void readsNumbersAsTheLibraryWritesThem(long number) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    CodedOutputStream output = CodedOutputStream.newInstance(bytes);
    output.writeInt64(1, number);
    output.writeSInt64(2, number);
    output.writeFixed64(3, number);
    output.writeFixed32(4, (int) number);
    output.writeDouble(5, number);
    output.flush();
    ProtoCursor cursor = cursor(bytes.toByteArray());
    assertThat(cursor.next()).isTrue();
    assertThat(cursor.varint()).isEqualTo(number);
    assertThat(cursor.next()).isTrue();
    assertThat(cursor.zigZag()).isEqualTo(number);
    assertThat(cursor.next()).isTrue();
    assertThat(cursor.fixed64()).isEqualTo(number);
    assertThat(cursor.next()).isTrue();
    assertThat(cursor.fixed32()).isEqualTo((int) number);
    assertThat(cursor.next()).isTrue();
    assertThat(cursor.float64()).isEqualTo(number);
    assertThat(cursor.next()).isFalse();
  }

  @Test
  void readsWhatTheWriterNests() {
    ProtoWriter writer = new ProtoWriter();
    int outer = writer.open(3);
    writer.varint(1, 7);
    int inner = writer.open(2);
    writer.bytes(1, new byte[300]);
    writer.close(inner);
    writer.close(writer.open(5));
    writer.close(outer);
    writer.fixed32(4, 9);
    byte[] bytes = writer.toByteArray();
    assertThat(bytes).hasSize(writer.size());
    ProtoCursor cursor = cursor(bytes);
    assertThat(cursor.next()).isTrue();
    int end = cursor.enter();
    assertThat(cursor.next()).isTrue();
    assertThat(cursor.varint()).isEqualTo(7);
    assertThat(cursor.next()).isTrue();
    int deeper = cursor.enter();
    assertThat(cursor.next()).isTrue();
    assertThat(cursor.length()).isEqualTo(300);
    cursor.leave(deeper);
    assertThat(cursor.next()).isTrue();
    assertThat(cursor.length()).isZero();
    assertThat(cursor.next()).isFalse();
    cursor.leave(end);
    assertThat(cursor.next()).isTrue();
    assertThat(cursor.fixed32()).isEqualTo(9);
    assertThat(cursor.next()).isFalse();
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource({
    "tag zero, 00, 'field tag at byte 0'",
    "field zero, 05, 'field tag at byte 0'",
    "tag beyond 32 bits, ffffffffff01, 'field tag at byte 0'",
    "number without end, 0880, 'number at byte 1 runs past'",
    "number of 11 bytes, 088080808080808080808001, 'number at byte 1 is longer'",
    "length beyond the end, 0a05aa, 'length 5 at byte 1'",
    "negative length, 0affffffffffffffffff01, 'length 18446744073709551615'",
    "fixed64 cut off, 0901, 'expected 8 bytes at byte 1'",
    "fixed32 cut off, 0d01, 'expected 4 bytes at byte 1'",
    "wire type 6, 0e, 'wire type 6'",
    "wire type 7, 0f, 'wire type 7'",
    "end of no group, 0c, 'wire type 4'",
    "group without end, 0b0801, 'group of field 1 has no end'",
    "group that ends as another, 0b14, 'group of field 1 ends as 2'"
  })
  void saysWhatIsWrong(String name, String hex, String message) {
    ProtoCursor cursor = cursor(HexFormat.of().parseHex(hex));
    assertThatThrownBy(
            () -> {
              while (cursor.next()) {
                cursor.skip();
              }
            })
        .as(name)
        .isInstanceOf(DecodeException.class)
        .hasMessageContaining(message);
  }

  @Test
  void boundsTheDepthOfGroups() {
    byte[] groups = new byte[100_000];
    java.util.Arrays.fill(groups, (byte) 0x0b);
    ProtoCursor cursor = cursor(groups);
    assertThat(cursor.next()).isTrue();
    assertThatThrownBy(cursor::skip)
        .isInstanceOf(DecodeException.class)
        .hasMessageContaining("deeper than 64");
  }

  private static ProtoCursor cursor(byte[] bytes) {
    return new ProtoCursor(bytes, 0, bytes.length);
  }
}
