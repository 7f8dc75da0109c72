package io.midwatch.collector.otlp;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class Utf8Test {
  private static final int[] EDGES = {
    0x00, 0x7f, 0x80, 0x8f, 0x90, 0x9f, 0xa0, 0xbf, 0xc0, 0xc1, 0xc2, 0xdf, 0xe0, 0xe1, 0xec, 0xed,
    0xee, 0xef, 0xf0, 0xf1, 0xf3, 0xf4, 0xf5, 0xff
  };

  @Test
  void judgesLikeTheJdkOnEdgeBytes() {
    SplittableRandom random = new SplittableRandom(20261122);
    int valid = 0;
    for (int round = 0; round < 20_000; round++) {
      byte[] bytes = new byte[random.nextInt(1, 14)];
      for (int i = 0; i < bytes.length; i++) {
        bytes[i] = (byte) (random.nextInt(3) == 0 ? 'a' : EDGES[random.nextInt(EDGES.length)]);
      }
      boolean expected = jdkAccepts(bytes);
      valid += expected ? 1 : 0;
      assertThat(Utf8.isValid(bytes, 0, bytes.length)).isEqualTo(expected);
      byte[] repaired = Utf8.repair(bytes, 0, bytes.length);
      assertThat(Utf8.isValid(repaired, 0, repaired.length)).isTrue();
    }
    assertThat(valid).as("the generator makes both kinds").isBetween(200, 19_800);
  }

  @Test
  void judgesAWindowByItsOwnBytesAlone() {
    byte[] around = new byte[40];
    for (int from = 0; from < around.length; from++) {
      for (int to = from; to <= around.length; to++) {
        Arrays.fill(around, (byte) 0xff);
        Arrays.fill(around, from, to, (byte) 'a');
        assertThat(Utf8.isValid(around, from, to)).isTrue();
        if (from < to) {
          around[to - 1] = (byte) 0x80;
          assertThat(Utf8.isValid(around, from, to)).isFalse();
        }
      }
    }
  }

  private static boolean jdkAccepts(byte[] bytes) {
    try {
      UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes));
      return true;
    } catch (CharacterCodingException _) {
      return false;
    }
  }

  @Test
  void encodesLoneSurrogatesAsReplacementCharacters() {
    assertThat(new String(Utf8.encode("a\ud83d\ude00\ud83d!\udc00"), UTF_8))
        .isEqualTo("a\ud83d\ude00\ufffd!\ufffd");
  }
}
