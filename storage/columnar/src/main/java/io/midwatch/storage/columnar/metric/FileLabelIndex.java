package io.midwatch.storage.columnar.metric;

import io.midwatch.storage.columnar.file.DataCursor;
import io.midwatch.storage.columnar.file.DataSink;
import io.midwatch.storage.columnar.file.SectionFile;
import io.midwatch.storage.contract.StoreException;
import java.lang.ref.SoftReference;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The labels of a file's series; where each label is stays in memory, its values while there is
 * room.
 */
final class FileLabelIndex implements LabelIndex {
  private final SectionFile file;
  private final int seriesCount;
  private final Map<String, Block> blocks;

  /** Where the values of a label are, and the values while there is room for them. */
  private static final class Block {
    private final int offset;
    private final int length;
    private volatile SoftReference<@Nullable Values> read = new SoftReference<>(null);

    Block(int offset, int length) {
      this.offset = offset;
      this.length = length;
    }
  }

  /**
   * The values of a label.
   *
   * @param texts ascending
   * @param series numbers of the series with each value, ascending
   */
  @SuppressWarnings("ArrayRecordComponent") // looked up and never compared
  private record Values(String[] texts, int[][] series) {
    private static final Values NONE = new Values(new String[0], new int[0][]);

    void addTo(int at, BitSet into) {
      for (int number : series[at]) {
        into.set(number);
      }
    }
  }

  private FileLabelIndex(SectionFile file, int seriesCount, Map<String, Block> blocks) {
    this.file = file;
    this.seriesCount = seriesCount;
    this.blocks = blocks;
  }

  /** Writes label by label, value by value, which series have it, ascending. */
  static void write(
      TreeMap<String, TreeMap<String, List<Integer>>> labels, DataSink into, Zip zip) {
    DataSink blocks = DataSink.inMemory();
    into.putVarint(labels.size());
    labels.forEach((label, values) -> {
      DataSink block = DataSink.inMemory().putVarint(values.size());
      values.forEach((value, series) -> {
        block.putText(value).putVarint(series.size());
        int before = 0;
        for (int number : series) {
          block.putVarint(number - before);
          before = number;
        }
      });
      long start = blocks.position();
      zip.write(block.toByteArray(), blocks);
      into.putText(label).putVarint(blocks.position() - start);
    });
    into.putBytes(blocks.toByteArray());
  }

  static FileLabelIndex read(SectionFile file, int seriesCount) {
    DataCursor from = file.cursor(Sections.LABELS);
    int labels = from.getCount();
    Map<String, Integer> lengths = new TreeMap<>();
    for (int i = 0; i < labels; i++) {
      lengths.put(from.getText(), from.getCount());
    }
    Map<String, Block> blocks = new TreeMap<>();
    int offset = from.position();
    for (Map.Entry<String, Integer> each : lengths.entrySet()) {
      blocks.put(each.getKey(), new Block(offset, each.getValue()));
      offset = Math.addExact(offset, each.getValue());
    }
    return new FileLabelIndex(file, seriesCount, blocks);
  }

  @Override
  public int seriesCount() {
    return seriesCount;
  }

  @Override
  public void addWith(String label, String value, BitSet into) {
    Values values = values(label);
    int at = Arrays.binarySearch(values.texts, value);
    if (at >= 0) {
      values.addTo(at, into);
    }
  }

  @Override
  public void addWhere(String label, Predicate<String> passes, BitSet into) {
    Values values = values(label);
    for (int at = 0; at < values.texts.length; at++) {
      if (passes.test(values.texts[at])) {
        values.addTo(at, into);
      }
    }
  }

  private Values values(String label) {
    Block block = blocks.get(label);
    if (block == null) {
      return Values.NONE;
    }
    Values values = block.read.get();
    if (values == null) {
      values = read(block);
      block.read = new SoftReference<>(values);
    }
    return values;
  }

  private Values read(Block block) {
    DataCursor stored = file.cursor(Sections.LABELS, block.offset, block.length);
    DataCursor from = new DataCursor(Zip.read(stored), file.origin(Sections.LABELS));
    String[] texts = new String[from.getCount()];
    int[][] series = new int[texts.length][];
    for (int at = 0; at < texts.length; at++) {
      texts[at] = from.getText();
      series[at] = new int[from.getCount()];
      int number = 0;
      for (int i = 0; i < series[at].length; i++) {
        number += from.getCount();
        if (number < 0 || number >= seriesCount) {
          throw new StoreException(
              file.origin(Sections.LABELS) + ": series " + number + " of " + seriesCount);
        }
        series[at][i] = number;
      }
    }
    return new Values(texts, series);
  }
}
