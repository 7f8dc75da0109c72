package io.midwatch.storage.contract.write;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ContentHashTest {
  private static final int LONGEST = 1_000;

  /** Values of the published algorithm. */
  @ParameterizedTest
  @CsvSource({
    "'', 0, 0",
    "hello, cbd8a7b341bd9b02, 5b1e906a48ae1d19",
    "The quick brown fox jumps over the lazy dog, e34bbc7bbc071b6c, 7a433ca9c49a9347",
  })
  void givesTheKnownAnswer(String text, String high, String low) {
    assertThat(ContentHash.of(text.getBytes(UTF_8)))
        .isEqualTo(
            new ContentHash(Long.parseUnsignedLong(high, 16), Long.parseUnsignedLong(low, 16)));
  }

  @ParameterizedTest
  @CsvSource({"1", "2", "3"})
  void agreesWithArithmeticOnBigNumbersAtEveryLength(long seed) {
    byte[] bytes = random(LONGEST, seed);
    for (int length = 0; length <= LONGEST; length++) {
      byte[] input = Arrays.copyOf(bytes, length);
      assertThat(ContentHash.of(input)).as("%d bytes", length).isEqualTo(plain(input));
    }
  }

  @Test
  void tellsApartEveryLengthOfZeros() {
    Set<ContentHash> seen = new HashSet<>();
    for (int length = 0; length <= LONGEST; length++) {
      assertThat(seen.add(ContentHash.of(new byte[length]))).as("%d bytes", length).isTrue();
    }
  }

  @Test
  void changesHalfOfItsBitsWithAnyBitOfTheInput() {
    Set<ContentHash> seen = new HashSet<>();
    for (int length : new int[] {1, 7, 8, 15, 16, 17, 31, 33, 257}) {
      byte[] input = random(length, length);
      ContentHash before = ContentHash.of(input);
      seen.add(before);
      long changed = 0;
      for (int bit = 0; bit < length * Byte.SIZE; bit++) {
        input[bit / Byte.SIZE] ^= (byte) (1 << bit % Byte.SIZE);
        ContentHash after = ContentHash.of(input);
        input[bit / Byte.SIZE] ^= (byte) (1 << bit % Byte.SIZE);
        assertThat(seen.add(after)).as("bit %d of %d bytes", bit, length).isTrue();
        int distance = Long.bitCount(before.high() ^ after.high());
        distance += Long.bitCount(before.low() ^ after.low());
        assertThat(distance).as("bit %d of %d bytes", bit, length).isBetween(30, 98);
        changed += distance;
      }
      assertThat((double) changed / (length * Byte.SIZE)).isBetween(60.0, 68.0);
    }
  }

  @Test
  void hasNoEqualHalvesAmongTwoHundredThousandCounters() {
    Set<Long> highs = new HashSet<>();
    Set<Long> lows = new HashSet<>();
    for (int i = 0; i < 200_000; i++) {
      ContentHash hash = ContentHash.of(("request " + i).getBytes(UTF_8));
      highs.add(hash.high());
      lows.add(hash.low());
    }
    assertThat(highs).hasSize(200_000);
    assertThat(lows).hasSize(200_000);
  }

  private static byte[] random(int length, long seed) {
    byte[] bytes = new byte[length];
    new Random(seed).nextBytes(bytes);
    return bytes;
  }

  /** The algorithm as published, byte by byte, padded with zeros, on numbers without a limit. */
  private static ContentHash plain(byte[] bytes) {
    byte[] padded = Arrays.copyOf(bytes, (bytes.length / 16 + 1) * 16);
    BigInteger high = BigInteger.ZERO;
    BigInteger low = BigInteger.ZERO;
    BigInteger one = number("87c37b91114253d5");
    BigInteger two = number("4cf5ad432745937f");
    for (int at = 0; at < padded.length; at += 16) {
      boolean whole = at + 16 <= bytes.length;
      high = high.xor(times(rotate(times(word(padded, at), one), 31), two));
      if (whole) {
        high = plus(times(plus(rotate(high, 27), low), BigInteger.valueOf(5)), number("52dce729"));
      }
      low = low.xor(times(rotate(times(word(padded, at + 8), two), 33), one));
      if (whole) {
        low = plus(times(plus(rotate(low, 31), high), BigInteger.valueOf(5)), number("38495ab5"));
      }
    }
    BigInteger length = BigInteger.valueOf(bytes.length);
    high = high.xor(length);
    low = low.xor(length);
    high = plus(high, low);
    low = plus(low, high);
    high = spread(high);
    low = spread(low);
    high = plus(high, low);
    return new ContentHash(high.longValue(), plus(low, high).longValue());
  }

  private static BigInteger spread(BigInteger value) {
    BigInteger mixed = times(value.xor(value.shiftRight(33)), number("ff51afd7ed558ccd"));
    mixed = times(mixed.xor(mixed.shiftRight(33)), number("c4ceb9fe1a85ec53"));
    return mixed.xor(mixed.shiftRight(33));
  }

  private static BigInteger word(byte[] bytes, int at) {
    BigInteger word = BigInteger.ZERO;
    for (int i = 7; i >= 0; i--) {
      word = word.shiftLeft(8).or(BigInteger.valueOf(bytes[at + i] & 0xff));
    }
    return word;
  }

  private static BigInteger rotate(BigInteger value, int bits) {
    return cut(value.shiftLeft(bits).or(value.shiftRight(64 - bits)));
  }

  private static BigInteger times(BigInteger left, BigInteger right) {
    return cut(left.multiply(right));
  }

  private static BigInteger plus(BigInteger left, BigInteger right) {
    return cut(left.add(right));
  }

  private static BigInteger cut(BigInteger value) {
    return value.and(BigInteger.ONE.shiftLeft(64).subtract(BigInteger.ONE));
  }

  private static BigInteger number(String hex) {
    return new BigInteger(hex, 16);
  }
}
