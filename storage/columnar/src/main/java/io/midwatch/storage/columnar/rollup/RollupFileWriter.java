package io.midwatch.storage.columnar.rollup;

import com.github.luben.zstd.Zstd;
import io.midwatch.storage.columnar.file.DataSink;
import io.midwatch.storage.columnar.file.SectionWriter;
import io.midwatch.storage.contract.rollup.RollupKey;
import io.midwatch.storage.contract.rollup.RollupTable;
import io.midwatch.storage.wal.disk.Disk;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Writes one rollup file, run by run, each run slice by slice. Not thread-safe. Closed before
 * {@link #finish} it leaves nothing behind.
 *
 * <pre>
 * page, before compression: {key, rows, bytes, {buckets since the row before, figures}…}…
 * </pre>
 */
final class RollupFileWriter implements AutoCloseable {
  private static final int PAGE_BYTES = 1 << 16;
  private static final int LEVEL = 3;

  private final SectionWriter file;
  private final List<Run> runs = new ArrayList<>();

  RollupFileWriter(Disk disk, String path) {
    file = SectionWriter.create(disk, path, 0);
  }

  /**
   * Begins a run.
   *
   * @param keys every key that occurs in it, by {@link KeyCodec#ORDER}
   */
  RunWriter run(RollupTable table, Tier tier, List<RollupKey> keys) {
    return new RunWriter(table, tier, keys);
  }

  /** Completes the file and returns its size in bytes. */
  long finish(long coveredPosition, Map<String, Gaps> gaps) {
    new FileContents(coveredPosition, gaps, runs).write(file.section(FileContents.SECTION));
    return file.finish();
  }

  @Override
  public void close() {
    file.close();
  }

  /** The run that is being written. */
  final class RunWriter {
    private final RollupTable table;
    private final Tier tier;
    private final int number = runs.size();
    private final int keyBytes;
    private final Map<RollupKey, Integer> codes = new HashMap<>();
    private final List<PageEntry> pages = new ArrayList<>();
    private final RowCodec codec;
    private DataSink page = DataSink.inMemory();
    private int firstKey;
    private int lastKey;
    private int rows;
    private long minStart = Long.MAX_VALUE;
    private long maxStart = Long.MIN_VALUE;

    private RunWriter(RollupTable table, Tier tier, List<RollupKey> keys) {
      this.table = table;
      this.tier = tier;
      codec = new RowCodec(table);
      keys.forEach(key -> codes.put(key, codes.size()));
      byte[] bytes = KeyCodec.write(keys, table.dimensions().size());
      keyBytes = bytes.length;
      file.section(Run.keySection(number, table, tier)).putBytes(Zstd.compress(bytes, LEVEL));
    }

    /** Adds rows of one slice after those before it, sorted by key and time. */
    void slice(List<BucketRow> sorted) {
      int from = 0;
      while (from < sorted.size()) {
        RollupKey key = sorted.get(from).key();
        int to = from + 1;
        while (to < sorted.size() && sorted.get(to).key().equals(key)) {
          to++;
        }
        add(key, sorted.subList(from, to));
        from = to;
        if (page.position() >= PAGE_BYTES) {
          endPage();
        }
      }
      endPage();
    }

    private void add(RollupKey key, List<BucketRow> ofKey) {
      DataSink figures = DataSink.inMemory();
      long previous = tier.slice().floor(ofKey.getFirst().startUnixNano());
      for (BucketRow row : ofKey) {
        figures.putVarint((row.startUnixNano() - previous) / tier.width().nanos());
        codec.write(row.counts(), figures);
        previous = row.startUnixNano();
      }
      lastKey = Objects.requireNonNull(codes.get(key), () -> "not a key of the run: " + key);
      if (rows == 0) {
        firstKey = lastKey;
      }
      rows += ofKey.size();
      minStart = Math.min(minStart, ofKey.getFirst().startUnixNano());
      maxStart = Math.max(maxStart, ofKey.getLast().startUnixNano());
      byte[] bytes = figures.toByteArray();
      page.putVarint(lastKey).putVarint(ofKey.size()).putVarint(bytes.length).putBytes(bytes);
    }

    private void endPage() {
      if (rows == 0) {
        return;
      }
      byte[] raw = page.toByteArray();
      file.section(Run.pageSection(number, table, tier, pages.size()))
          .putBytes(Zstd.compress(raw, LEVEL));
      pages.add(new PageEntry(minStart, maxStart, firstKey, lastKey, rows, raw.length));
      page = DataSink.inMemory();
      rows = 0;
      minStart = Long.MAX_VALUE;
      maxStart = Long.MIN_VALUE;
    }

    /** Ends the run; the next may begin. */
    void end() {
      runs.add(new Run(number, table, tier, codes.size(), keyBytes, pages));
    }
  }
}
