package io.midwatch.storage.columnar.rollup;

import io.midwatch.storage.columnar.file.DataCursor;
import io.midwatch.storage.columnar.file.DataSink;
import io.midwatch.storage.contract.StoreException;
import io.midwatch.storage.contract.answer.rollup.RollupCounts;
import io.midwatch.storage.contract.rollup.DistinctSketch;
import io.midwatch.storage.contract.rollup.RollupTable;

/**
 * The figures of a row as bytes: counters as signed varints, then {@linkplain HistogramCodec
 * histograms}, then sketches with their length, 0 when nothing was observed. Not thread-safe.
 *
 * <pre>
 * requests: 312, 24, 3, 0, 24 | 3 … | –     about 45 bytes
 * </pre>
 */
final class RowCodec {
  private final int counters;
  private final int histograms;
  private final int sketches;
  private final HistogramCodec histogramCodec = new HistogramCodec();

  RowCodec(RollupTable table) {
    counters = table.counters().size();
    histograms = table.histograms().size();
    sketches = table.sketches().size();
  }

  void write(RollupCounts counts, DataSink sink) {
    for (int i = 0; i < counters; i++) {
      sink.putSigned(counts.counter(i));
    }
    for (int i = 0; i < histograms; i++) {
      histogramCodec.write(counts.histogram(i), sink);
    }
    for (int i = 0; i < sketches; i++) {
      DistinctSketch sketch = counts.sketch(i);
      if (sketch.isEmpty()) {
        sink.putVarint(0);
      } else {
        byte[] bytes = sketch.toByteArray();
        sink.putVarint(bytes.length).putBytes(bytes);
      }
    }
  }

  /** Adds the next row to these figures. */
  void mergeInto(RollupCounts counts, DataCursor cursor) {
    for (int i = 0; i < counters; i++) {
      counts.count(i, cursor.getSigned());
    }
    for (int i = 0; i < histograms; i++) {
      histogramCodec.read(cursor);
      histogramCodec.mergeInto(counts.histogram(i));
    }
    for (int i = 0; i < sketches; i++) {
      int length = cursor.getCount();
      if (length > 0) {
        counts.sketch(i).merge(sketch(cursor, length));
      }
    }
  }

  private static DistinctSketch sketch(DataCursor cursor, int length) {
    try {
      return DistinctSketch.of(cursor.getBytes(length));
    } catch (IllegalArgumentException notOne) {
      throw new StoreException("rollup row: " + notOne.getMessage(), notOne);
    }
  }

  /** Steps over the next row. */
  void skip(DataCursor cursor) {
    for (int i = 0; i < counters; i++) {
      cursor.getVarint();
    }
    for (int i = 0; i < histograms; i++) {
      histogramCodec.read(cursor);
    }
    for (int i = 0; i < sketches; i++) {
      cursor.skip(cursor.getCount());
    }
  }
}
