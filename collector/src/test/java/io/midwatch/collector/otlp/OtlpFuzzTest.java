package io.midwatch.collector.otlp;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.Message;
import io.midwatch.model.Signal;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Damaged requests end in a {@link DecodeException} or are read; nothing else may happen. */
@Timeout(60)
class OtlpFuzzTest {
  private static final int ROUNDS = 2_000;

  @ParameterizedTest
  @EnumSource(Signal.class)
  void survivesTruncationAtEveryByte(Signal signal) {
    byte[] whole = sample(signal).toByteArray();
    int read = 0;
    for (int length = 0; length < whole.length; length++) {
      read += isRead(signal, Arrays.copyOf(whole, length)) ? 1 : 0;
    }
    assertThat(read).as("cuts between whole groups").isBetween(1, 5);
  }

  @ParameterizedTest
  @EnumSource(Signal.class)
  void survivesFlippedBytes(Signal signal) {
    byte[] whole = sample(signal).toByteArray();
    SplittableRandom random = new SplittableRandom(4317);
    int read = 0;
    for (int round = 0; round < ROUNDS; round++) {
      read += isRead(signal, damage(whole, random)) ? 1 : 0;
    }
    assertThat(read).as("some survive, some do not").isBetween(ROUNDS / 100, ROUNDS * 99 / 100);
  }

  @ParameterizedTest
  @EnumSource(Signal.class)
  void survivesDamagedJson(Signal signal) {
    byte[] whole = OtlpJson.of(sample(signal)).getBytes(UTF_8);
    SplittableRandom random = new SplittableRandom(4318);
    int read = 0;
    for (int round = 0; round < ROUNDS / 4; round++) {
      read += isTranscoded(signal, damage(whole, random)) ? 1 : 0;
    }
    for (int length = 0; length < whole.length; length += 97) {
      assertThat(isTranscoded(signal, Arrays.copyOf(whole, length))).isFalse();
    }
    assertThat(read).isBetween(1, ROUNDS / 4 - 1);
  }

  private static byte[] damage(byte[] whole, SplittableRandom random) {
    byte[] damaged = whole.clone();
    for (int flips = random.nextInt(1, 4); flips > 0; flips--) {
      damaged[random.nextInt(damaged.length)] = (byte) random.nextInt();
    }
    return damaged;
  }

  private static boolean isTranscoded(Signal signal, byte[] json) {
    try {
      assertThat(isRead(signal, JsonTranscoder.transcode(signal, json).body())).isTrue();
      return true;
    } catch (DecodeException _) {
      return false;
    }
  }

  /** What the check lets through, the repair and the decoder must read without an exception. */
  private static boolean isRead(Signal signal, byte[] body) {
    RequestCheck.Result result;
    try {
      result = RequestCheck.check(signal, body);
    } catch (DecodeException _) {
      return false;
    }
    byte[] repaired = TextRepair.repair(OtlpSchema.request(signal), body);
    RequestCheck.Result again = RequestCheck.check(signal, repaired);
    assertThat(again.invalidTexts()).isZero();
    assertThat(again.rejected()).isEqualTo(result.rejected());
    OtlpBatchDecoderTest.decode(signal, repaired, result.rejected());
    return true;
  }

  private static Message sample(Signal signal) {
    return switch (signal) {
      case TRACES -> OtlpSamples.traces();
      case METRICS -> OtlpSamples.metrics();
      case LOGS -> OtlpSamples.logs();
    };
  }
}
