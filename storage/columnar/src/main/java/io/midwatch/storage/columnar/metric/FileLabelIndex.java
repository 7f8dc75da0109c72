package io.midwatch.storage.columnar.metric;

import io.midwatch.storage.columnar.file.DataCursor;
import io.midwatch.storage.columnar.file.DataSink;
import io.midwatch.storage.columnar.file.SectionFile;
import io.midwatch.storage.contract.StoreException;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;

/** The labels of a file's series; nothing but where each label is stays in memory. */
final class FileLabelIndex implements LabelIndex {
  private final SectionFile file;
  private final int seriesCount;
  private final Map<String, Block> blocks;

  /** Where the values of a label are. */
  private record Block(int offset, int length) {}

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
    addWhere(label, value::equals, into);
  }

  @Override
  public void addWhere(String label, Predicate<String> passes, BitSet into) {
    Block block = blocks.get(label);
    if (block == null) {
      return;
    }
    DataCursor stored = file.cursor(Sections.LABELS, block.offset, block.length);
    DataCursor from = new DataCursor(Zip.read(stored), file.origin(Sections.LABELS));
    for (int left = from.getCount(); left > 0; left--) {
      boolean wanted = passes.test(from.getText());
      int number = 0;
      for (int more = from.getCount(); more > 0; more--) {
        number += from.getCount();
        if (number < 0 || number >= seriesCount) {
          throw new StoreException(
              file.origin(Sections.LABELS) + ": series " + number + " of " + seriesCount);
        }
        if (wanted) {
          into.set(number);
        }
      }
    }
  }
}
