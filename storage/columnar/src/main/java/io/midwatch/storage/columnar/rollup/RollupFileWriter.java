package io.midwatch.storage.columnar.rollup;

import com.github.luben.zstd.ZstdCompressCtx;
import io.midwatch.storage.columnar.file.DataSink;
import io.midwatch.storage.columnar.file.SectionWriter;
import io.midwatch.storage.contract.answer.rollup.RollupCounts;
import io.midwatch.storage.contract.rollup.RollupKey;
import io.midwatch.storage.contract.rollup.RollupTable;
import io.midwatch.storage.wal.disk.Disk;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Writes one rollup file, run by run, each run slice by slice. Not thread-safe. Closed before
 * {@link #finish} it leaves nothing behind.
 *
 * <pre>
 * page, before compression: {key, rows, bytes, {buckets since the row before, figures}…}…
 * </pre>
 */
final class RollupFileWriter implements AutoCloseable {
  /** Compression of a checkpoint: it is soon merged with others. */
  static final int CHECKPOINT_LEVEL = 1;

  /** Compression of what stays. */
  static final int MERGED_LEVEL = 3;

  private static final int PAGE_BYTES = 1 << 16;

  private final SectionWriter file;
  private final List<Run> runs = new ArrayList<>();
  private final ZstdCompressCtx compressor = new ZstdCompressCtx();

  RollupFileWriter(Disk disk, String path, int level) {
    file = SectionWriter.create(disk, path, 0);
    compressor.setLevel(level);
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
    compressor.close();
    file.close();
  }

  /** The run that is being written. */
  final class RunWriter {
    private final RollupTable table;
    private final Tier tier;
    private final int number = runs.size();
    private final int keys;
    private final int keyBytes;
    private final List<PageEntry> pages = new ArrayList<>();
    private final RowCodec codec;

    // What is collected for the page, and of the key at hand; used again and again.
    private final DataSink page = DataSink.inMemory();
    private final DataSink figures = DataSink.inMemory();
    private int firstKey;
    private int key;
    private int rows;
    private int rowsOfKey;
    private long previousStart;
    private long minStart = Long.MAX_VALUE;
    private long maxStart = Long.MIN_VALUE;

    private RunWriter(RollupTable table, Tier tier, List<RollupKey> keys) {
      this.table = table;
      this.tier = tier;
      this.keys = keys.size();
      codec = new RowCodec(table);
      byte[] bytes = KeyCodec.write(keys, table.dimensions().size());
      keyBytes = bytes.length;
      file.section(Run.keySection(number, table, tier)).putBytes(compressor.compress(bytes));
    }

    /**
     * Adds a row; those of a slice come by key, and those of a key by time.
     *
     * @param ofKey place of the row's key in the list of the run
     */
    void row(int ofKey, long startUnixNano, RollupCounts counts) {
      if (rowsOfKey > 0 && ofKey != key) {
        beginKey();
      }
      if (rowsOfKey == 0) {
        key = ofKey;
        previousStart = tier.slice().floor(startUnixNano);
      }
      figures.putVarint((startUnixNano - previousStart) / tier.width().nanos());
      codec.write(counts, figures);
      previousStart = startUnixNano;
      minStart = Math.min(minStart, startUnixNano);
      maxStart = Math.max(maxStart, startUnixNano);
      rowsOfKey++;
    }

    /**
     * Adds all rows a key has in a slice.
     *
     * @param first start of the first bucket
     * @param last of the last one
     * @param bytes as in a page of the same table and tier
     */
    void rows(int ofKey, int count, long first, long last, byte[] bytes) {
      if (rowsOfKey > 0) {
        beginKey();
      }
      key = ofKey;
      rowsOfKey = count;
      previousStart = last;
      figures.putBytes(bytes);
      minStart = Math.min(minStart, first);
      maxStart = Math.max(maxStart, last);
    }

    private void beginKey() {
      endKey();
      if (page.position() >= PAGE_BYTES) {
        endPage();
      }
    }

    private void endKey() {
      if (rows == 0) {
        firstKey = key;
      }
      rows += rowsOfKey;
      page.putVarint(key).putVarint(rowsOfKey).putVarint(figures.position()).putBytes(figures);
      figures.clear();
      rowsOfKey = 0;
    }

    private void endPage() {
      byte[] raw = page.toByteArray();
      file.section(Run.pageSection(number, table, tier, pages.size()))
          .putBytes(compressor.compress(raw));
      pages.add(new PageEntry(minStart, maxStart, firstKey, key, rows, raw.length));
      page.clear();
      rows = 0;
      minStart = Long.MAX_VALUE;
      maxStart = Long.MIN_VALUE;
    }

    /** The next row is of another slice. */
    void endSlice() {
      if (rowsOfKey > 0) {
        endKey();
        endPage();
      }
    }

    /** Ends the run; the next may begin. */
    void end() {
      runs.add(new Run(number, table, tier, keys, keyBytes, pages));
    }
  }
}
