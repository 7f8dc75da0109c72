package io.midwatch.storage.columnar.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.midwatch.storage.columnar.file.DataCursor;
import io.midwatch.storage.columnar.file.DataSink;
import io.midwatch.storage.contract.StoreException;
import java.util.Arrays;
import java.util.Random;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Columns and chunks give back the very bits they were given. */
class ChunkTest {
  static Stream<Arguments> longs() {
    Random random = new Random(7);
    return Stream.of(
        Arguments.of("none", new long[0]),
        Arguments.of("one", new long[] {Long.MIN_VALUE}),
        Arguments.of("two", new long[] {Long.MAX_VALUE, Long.MIN_VALUE}),
        Arguments.of("alike", longs(500, _ -> 42)),
        Arguments.of("regular", longs(500, i -> 1_763_776_800_000_000_000L + i * 15)),
        Arguments.of("regular with a gap", longs(500, i -> i < 300 ? i * 15L : i * 15L + 7000)),
        Arguments.of("few runs", longs(500, i -> i / 100)),
        Arguments.of("a counter", longs(500, i -> i * 1000L + random.nextInt(500))),
        Arguments.of("accelerating", longs(500, i -> (long) i * i * 1000 + random.nextInt(3))),
        Arguments.of("57 bits", longs(129, _ -> random.nextLong() >>> 7)),
        Arguments.of("58 bits", longs(129, _ -> random.nextLong() >>> 6)),
        Arguments.of("63 bits", longs(129, _ -> random.nextLong() >>> 1)),
        Arguments.of("64 bits", longs(257, _ -> random.nextLong())),
        Arguments.of("start 0 beside now", longs(40, i -> i == 9 ? 0 : 1_763_776_800_000_000_000L)),
        Arguments.of("extremes", longs(200, i -> i % 2 == 0 ? Long.MIN_VALUE : Long.MAX_VALUE)));
  }

  private static long[] longs(int count, java.util.function.IntToLongFunction value) {
    return java.util.stream.IntStream.range(0, count).mapToLong(value).toArray();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("longs")
  void keepsLongs(String what, long[] values) {
    DataSink sink = DataSink.inMemory();
    LongColumn.write(values, values.length, sink);
    DataCursor cursor = new DataCursor(sink.toByteArray(), "test");
    assertThat(LongColumn.read(cursor, values.length)).as(what).isEqualTo(values);
    assertThat(cursor.remaining()).isZero();
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 7, 31, 32, 33, 57, 58, 63, 64})
  void packsEveryWidth(int width) {
    Random random = new Random(width);
    long[] values = random.longs(PackedBlock.SIZE).toArray();
    for (int i = 0; i < values.length; i++) {
      values[i] = width == 0 ? 5 : values[i] >>> (Long.SIZE - width);
    }
    for (int count : new int[] {1, 2, 9, 127, 128}) {
      DataSink sink = DataSink.inMemory();
      PackedBlock.write(values, 0, count, sink);
      long[] read = new long[count];
      DataCursor cursor = new DataCursor(sink.toByteArray(), "test");
      PackedBlock.read(cursor, read, 0, count);
      assertThat(read).isEqualTo(Arrays.copyOf(values, count));
      assertThat(cursor.remaining()).isZero();
    }
  }

  static Stream<Arguments> doubles() {
    Random random = new Random(8);
    return Stream.of(
        Arguments.of("alike", 8, bits(300, _ -> 0.1)),
        Arguments.of("whole", 130, bits(100, i -> i * i % 91)),
        Arguments.of("two decimals", 250, bits(100, _ -> random.nextInt(100_000) / 100.0)),
        Arguments.of("three decimals", 250, bits(100, _ -> random.nextInt(100_000) / 1000.0)),
        Arguments.of("noise", 790, bits(100, _ -> random.nextGaussian())),
        Arguments.of("negative zeros", 250, bits(100, i -> i % 2 == 0 ? -0.0 : 0.0)),
        Arguments.of(
            "a NaN among decimals",
            250,
            bits(100, i -> i == 50 ? Double.NaN : random.nextInt(100_000) / 100.0)),
        Arguments.of(
            "infinities and extremes",
            400,
            bits(
                100,
                i ->
                    switch (i % 5) {
                      case 0 -> Double.POSITIVE_INFINITY;
                      case 1 -> Double.NEGATIVE_INFINITY;
                      case 2 -> Double.MIN_VALUE;
                      case 3 -> Double.MAX_VALUE;
                      default -> -0.0;
                    })),
        Arguments.of(
            "payloads of NaNs",
            200,
            LongStream.range(0, 100).map(i -> 0x7ff8_0000_0000_0000L | i).toArray()));
  }

  private static long[] bits(int count, java.util.function.IntToDoubleFunction value) {
    return java.util.stream.IntStream.range(0, count)
        .mapToLong(i -> Double.doubleToRawLongBits(value.applyAsDouble(i)))
        .toArray();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("doubles")
  void keepsTheBitsOfDoublesInFewBytes(String what, int mostBytes, long[] bits) {
    DataSink sink = DataSink.inMemory();
    try (Zip zip = new Zip()) {
      DoubleColumn.write(bits, bits.length, sink, zip);
    }
    byte[] written = sink.toByteArray();
    assertThat(DoubleColumn.read(new DataCursor(written, "test"), bits.length))
        .as(what)
        .isEqualTo(bits);
    assertThat(written.length).as(what).isLessThanOrEqualTo(mostBytes + 2);
  }

  @Test
  void regularTimesAndConstantSideStreamsCostNothing() {
    PointColumns points = new PointColumns();
    for (int i = 0; i < 5000; i++) {
      points.add(15_000_000_000L * i, 99, 1, PointColumns.NONE, 0, null);
    }
    assertThat(written(points).length).isLessThan(40);
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6})
  void keepsStartsFlagsKindsAndExtremeTimes(long seed) {
    Random random = new Random(seed);
    PointColumns points = new PointColumns();
    long time = seed % 2 == 0 ? Long.MIN_VALUE : 1_763_776_800_000_000_000L;
    for (int i = 0; i < 1000; i++) {
      byte kind = random.nextInt(50) == 0 ? PointColumns.NONE : (byte) random.nextInt(2);
      long start = seed % 3 == 0 ? time - 15_000 : random.nextInt(9) == 0 ? random.nextLong() : 7;
      points.add(
          time,
          start,
          random.nextInt(9) == 0 ? random.nextInt() : 0,
          kind,
          kind == PointColumns.NONE ? 0 : random.nextLong(),
          null);
      time += seed % 2 == 0 ? random.nextLong() >>> 11 : 15_000;
    }
    PointColumns read = read(written(points), points);
    assertThat(Arrays.copyOf(read.times, 1000)).isEqualTo(Arrays.copyOf(points.times, 1000));
    assertThat(Arrays.copyOf(read.starts, 1000)).isEqualTo(Arrays.copyOf(points.starts, 1000));
    assertThat(Arrays.copyOf(read.flags, 1000)).isEqualTo(Arrays.copyOf(points.flags, 1000));
    assertThat(Arrays.copyOf(read.kinds, 1000)).isEqualTo(Arrays.copyOf(points.kinds, 1000));
    assertThat(Arrays.copyOf(read.bits, 1000)).isEqualTo(Arrays.copyOf(points.bits, 1000));
  }

  @Test
  void damagedBytesAreRefusedOrReadButNeverAnythingElse() {
    PointColumns points = new PointColumns();
    RandomPoints values = new RandomPoints(3);
    for (int i = 0; i < 400; i++) {
      long bits = Double.doubleToRawLongBits(values.real());
      points.add(i * 10L + i % 3, i, i % 7, PointColumns.DOUBLE, bits, null);
    }
    byte[] good = written(points);
    Random random = new Random(9);
    int refused = 0;
    for (int round = 0; round < 2000; round++) {
      byte[] bad = round % 2 == 0 ? good.clone() : Arrays.copyOf(good, random.nextInt(good.length));
      if (round % 2 == 0) {
        bad[random.nextInt(bad.length)] ^= (byte) (1 << random.nextInt(8));
      }
      try {
        read(bad, points);
      } catch (StoreException expected) {
        refused++;
      }
    }
    assertThat(refused).isGreaterThan(1000);
  }

  @Test
  void refusesMorePointsThanAChunkHolds() {
    assertThatExceptionOfType(StoreException.class)
        .isThrownBy(() -> Chunk.read(new DataCursor(new byte[9], "x"), Chunk.MAX_POINTS + 1, 0));
  }

  private static byte[] written(PointColumns points) {
    DataSink sink = DataSink.inMemory();
    try (Zip zip = new Zip()) {
      Chunk.write(points, 0, points.size, RunningTotal.ZERO, sink, zip);
    }
    return sink.toByteArray();
  }

  private static PointColumns read(byte[] bytes, PointColumns points) {
    return Chunk.read(new DataCursor(bytes, "test"), points.size, points.times[0]);
  }
}
