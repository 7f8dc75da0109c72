package io.midwatch.collector.otlp;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.common.v1.ArrayValue;
import io.opentelemetry.proto.common.v1.KeyValue;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** The oracle are the generated classes: whatever is taken for plain must say the same there. */
class PlainAttributeTest {
  private static final List<KeyValue> PLAIN =
      List.of(
          attribute("http.route", AnyValue.newBuilder().setStringValue("/pay")),
          attribute("url.full", AnyValue.newBuilder().setStringValue("é/".repeat(90))),
          attribute("sampled", AnyValue.newBuilder().setBoolValue(true)),
          attribute("sampled", AnyValue.newBuilder().setBoolValue(false)),
          attribute("status", AnyValue.newBuilder().setIntValue(500)),
          attribute("bytes", AnyValue.newBuilder().setIntValue(Long.MAX_VALUE)),
          attribute("ratio", AnyValue.newBuilder().setDoubleValue(-0.0)));
  private static final List<KeyValue> OTHER =
      List.of(
          attribute("negative", AnyValue.newBuilder().setIntValue(-1)),
          attribute("nothing", AnyValue.newBuilder()),
          attribute("", AnyValue.newBuilder().setStringValue("")),
          attribute("bytes", AnyValue.newBuilder().setBytesValue(ByteString.copyFromUtf8("ab"))),
          attribute("list", AnyValue.newBuilder().setArrayValue(ArrayValue.getDefaultInstance())),
          attribute("k".repeat(200), AnyValue.newBuilder().setStringValue("long key")),
          KeyValue.newBuilder().setKey("no value").build());

  private final PlainAttribute plain = new PlainAttribute();

  private static KeyValue attribute(String key, AnyValue.Builder value) {
    return KeyValue.newBuilder().setKey(key).setValue(value).build();
  }

  @Test
  void readsTextsAndNumbersWhereverTheyStand() {
    for (KeyValue attribute : PLAIN) {
      byte[] bytes = attribute.toByteArray();
      byte[] around = new byte[bytes.length + 9];
      Arrays.fill(around, (byte) 0xff);
      System.arraycopy(bytes, 0, around, 4, bytes.length);
      assertThat(plain.read(around, 4, 4 + bytes.length)).as("%s", attribute).isTrue();
      check(around, attribute);
    }
  }

  @Test
  void leavesTheRestToOthers() {
    for (KeyValue attribute : OTHER) {
      byte[] bytes = attribute.toByteArray();
      assertThat(plain.read(bytes, 0, bytes.length)).as("%s", attribute).isFalse();
    }
  }

  @Test
  void isNeverDeceivedByDamagedBytes() {
    SplittableRandom random = new SplittableRandom(3);
    int taken = 0;
    for (int round = 0; round < 40_000; round++) {
      List<KeyValue> from = round % 4 == 0 ? OTHER : PLAIN;
      byte[] bytes = from.get(random.nextInt(from.size())).toByteArray();
      for (int flips = random.nextInt(3); flips > 0; flips--) {
        bytes[random.nextInt(bytes.length)] ^= (byte) (1 << random.nextInt(8));
      }
      bytes = Arrays.copyOf(bytes, bytes.length - random.nextInt(2));
      if (plain.read(bytes, 0, bytes.length) && isText(bytes)) {
        taken++;
        check(bytes, parse(bytes));
      }
    }
    assertThat(taken).isBetween(5_000, 35_000);
  }

  private boolean isText(byte[] bytes) {
    return Utf8.isValid(bytes, plain.keyFrom, plain.keyFrom + plain.keyLength)
        && (plain.member != PlainAttribute.TEXT
            || Utf8.isValid(bytes, plain.textFrom, plain.textFrom + plain.textLength));
  }

  private static KeyValue parse(byte[] bytes) {
    try {
      return KeyValue.parseFrom(bytes);
    } catch (InvalidProtocolBufferException e) {
      throw new AssertionError("taken for an attribute", e);
    }
  }

  private void check(byte[] bytes, KeyValue expected) {
    assertThat(ByteString.copyFrom(bytes, plain.keyFrom, plain.keyLength))
        .isEqualTo(expected.getKeyBytes());
    AnyValue value = expected.getValue();
    switch (plain.member) {
      case PlainAttribute.TEXT ->
          assertThat(ByteString.copyFrom(bytes, plain.textFrom, plain.textLength))
              .isEqualTo(value.getStringValueBytes());
      case PlainAttribute.BOOL -> assertThat(plain.number != 0).isEqualTo(value.getBoolValue());
      case PlainAttribute.WHOLE -> assertThat(plain.number).isEqualTo(value.getIntValue());
      default ->
          assertThat(plain.number).isEqualTo(Double.doubleToRawLongBits(value.getDoubleValue()));
    }
  }
}
