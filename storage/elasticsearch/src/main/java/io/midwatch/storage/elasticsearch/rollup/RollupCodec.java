package io.midwatch.storage.elasticsearch.rollup;

import io.midwatch.model.AttributeValue;
import io.midwatch.model.AttributeValue.BoolValue;
import io.midwatch.model.AttributeValue.DoubleValue;
import io.midwatch.model.AttributeValue.EmptyValue;
import io.midwatch.model.AttributeValue.LongValue;
import io.midwatch.model.AttributeValue.StringValue;
import io.midwatch.storage.contract.StoreException;
import io.midwatch.storage.contract.answer.rollup.RollupCounts;
import io.midwatch.storage.contract.rollup.DistinctSketch;
import io.midwatch.storage.contract.rollup.ExponentialHistogram;
import io.midwatch.storage.contract.rollup.RollupKey;
import io.midwatch.storage.contract.rollup.RollupTable;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * Rollup rows as bytes, big-endian: version, key, counters, histograms (only buckets that hold
 * something), sketches.
 */
final class RollupCodec {
  private static final int VERSION = 1;

  private RollupCodec() {}

  /** One row. */
  record Row(RollupKey key, RollupCounts counts) {}

  static byte[] write(RollupTable table, RollupKey key, RollupCounts counts) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (DataOutputStream out = new DataOutputStream(bytes)) {
      out.writeByte(VERSION);
      out.writeBoolean(key.overflow());
      for (AttributeValue value : key.values()) {
        write(out, value);
      }
      for (int i = 0; i < table.counters().size(); i++) {
        out.writeLong(counts.counter(i));
      }
      for (int i = 0; i < table.histograms().size(); i++) {
        write(out, counts.histogram(i));
      }
      for (int i = 0; i < table.sketches().size(); i++) {
        byte[] sketch = counts.sketch(i).isEmpty() ? new byte[0] : counts.sketch(i).toByteArray();
        out.writeInt(sketch.length);
        out.write(sketch);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  private static void write(DataOutputStream out, AttributeValue value) throws IOException {
    switch (value) {
      case EmptyValue _ -> out.writeByte('e');
      case StringValue(String text) -> {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        out.writeByte('s');
        out.writeInt(bytes.length);
        out.write(bytes);
      }
      case LongValue(long whole) -> {
        out.writeByte('l');
        out.writeLong(whole);
      }
      case DoubleValue(double number) -> {
        out.writeByte('d');
        out.writeDouble(number);
      }
      case BoolValue(boolean truth) -> {
        out.writeByte('b');
        out.writeBoolean(truth);
      }
      default -> throw new IllegalArgumentException("no value of a dimension: " + value);
    }
  }

  private static void write(DataOutputStream out, ExponentialHistogram histogram)
      throws IOException {
    int held = 0;
    for (int i = 0; i < histogram.buckets(); i++) {
      held += histogram.bucketCount(i) == 0 ? 0 : 1;
    }
    out.writeLong(histogram.count());
    if (histogram.count() == 0) {
      return;
    }
    out.writeDouble(histogram.sum());
    out.writeDouble(histogram.min());
    out.writeDouble(histogram.max());
    out.writeLong(histogram.zeroCount());
    out.writeInt(histogram.scale());
    out.writeInt(held);
    for (int i = 0; i < histogram.buckets(); i++) {
      if (histogram.bucketCount(i) != 0) {
        out.writeInt(histogram.offset() + i);
        out.writeLong(histogram.bucketCount(i));
      }
    }
  }

  /**
   * @throws StoreException when the bytes are no row of the table
   */
  static Row read(RollupTable table, byte[] bytes) {
    try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes))) {
      int version = in.readByte();
      if (version != VERSION) {
        throw new StoreException("rollup row of version " + version);
      }
      boolean overflow = in.readBoolean();
      List<AttributeValue> values = new ArrayList<>();
      for (int i = 0; i < table.dimensions().size(); i++) {
        values.add(value(in));
      }
      long[] counters = new long[table.counters().size()];
      for (int i = 0; i < counters.length; i++) {
        counters[i] = in.readLong();
      }
      ExponentialHistogram[] histograms = new ExponentialHistogram[table.histograms().size()];
      for (int i = 0; i < histograms.length; i++) {
        histograms[i] = histogram(in);
      }
      DistinctSketch[] sketches = new DistinctSketch[table.sketches().size()];
      for (int i = 0; i < sketches.length; i++) {
        byte[] sketch = in.readNBytes(in.readInt());
        sketches[i] = sketch.length == 0 ? new DistinctSketch() : DistinctSketch.of(sketch);
      }
      return new Row(
          new RollupKey(values, overflow), new RollupCounts(counters, histograms, sketches));
    } catch (IOException | IllegalArgumentException | IndexOutOfBoundsException e) {
      throw new StoreException("a rollup row of " + table.name() + " cannot be read", e);
    }
  }

  private static AttributeValue value(DataInputStream in) throws IOException {
    int type = in.readByte();
    return switch (type) {
      case 'e' -> AttributeValue.EMPTY;
      case 's' ->
          AttributeValue.of(new String(in.readNBytes(in.readInt()), StandardCharsets.UTF_8));
      case 'l' -> AttributeValue.of(in.readLong());
      case 'd' -> AttributeValue.of(in.readDouble());
      case 'b' -> AttributeValue.of(in.readBoolean());
      default -> throw new IOException("value of type " + type);
    };
  }

  private static ExponentialHistogram histogram(DataInputStream in) throws IOException {
    ExponentialHistogram histogram = new ExponentialHistogram();
    if (in.readLong() == 0) {
      return histogram;
    }
    double sum = in.readDouble();
    double min = in.readDouble();
    double max = in.readDouble();
    long zeroCount = in.readLong();
    int scale = in.readInt();
    int held = in.readInt();
    int[] indexes = new int[held];
    long[] times = new long[held];
    for (int i = 0; i < held; i++) {
      indexes[i] = in.readInt();
      times[i] = in.readLong();
    }
    histogram.merge(scale, indexes, times, held, zeroCount, sum, min, max);
    return histogram;
  }
}
