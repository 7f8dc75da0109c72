package io.midwatch.storage.columnar.metric;

import io.midwatch.model.Attributes;
import io.midwatch.model.MetricDescriptor.Temporality;
import io.midwatch.model.SeriesIdentity;
import io.midwatch.storage.columnar.file.DataCursor;
import io.midwatch.storage.columnar.file.SectionFile;
import io.midwatch.storage.contract.StoreException;
import io.midwatch.storage.contract.query.MetricMetadata;
import io.midwatch.storage.contract.query.TimeRange;
import io.midwatch.storage.wal.disk.Disk;
import java.lang.ref.SoftReference;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A sealed file of metric points. It stands alone: series, labels and chunks are in it.
 * Thread-safe; closed by whoever opened or retained it, last.
 *
 * @throws StoreException from every method, naming file and section, when the file is damaged or
 *     closed
 */
public final class MetricSegment extends MetricPart implements AutoCloseable {
  private final SectionFile file;
  private final int seriesCount;
  private final long points;
  private final long minTime;
  private final long maxTime;
  private final int[] directoryOffsets;
  private final int[] seriesOffsets;

  /** Null until somebody asks: a store opens all its segments when it starts. */
  private volatile @Nullable FileLabelIndex labels;

  /** Made again when memory was short. */
  private volatile SoftReference<@Nullable ContextTables> contexts = new SoftReference<>(null);

  /** The block that was read last; questions ask for series side by side. */
  private volatile @Nullable SeriesBlock lastBlock;

  /** The series that questions have met; the same objects other files have. */
  private volatile SoftReference<RegisteredSeries @Nullable []> met = new SoftReference<>(null);

  private volatile SoftReference<@Nullable List<MetricMetadata>> metadata =
      new SoftReference<>(null);

  /** The block of the directory that was read last. */
  private volatile @Nullable DirectoryBlock lastDirectory;

  private record SeriesBlock(int number, List<Entry> entries) {}

  private record DirectoryBlock(int number, List<List<StoredChunk>> chunks) {}

  /** A series as the dictionary has it. */
  private record Entry(int resource, int scope, int metric, byte[] attributes) {}

  private MetricSegment(SectionFile file) {
    this.file = file;
    DataCursor summary = file.cursor(Sections.SUMMARY);
    int format = summary.getByte();
    if (format != Sections.FORMAT) {
      throw new StoreException(
          file.origin(Sections.SUMMARY) + ": format " + format + ", known is " + Sections.FORMAT);
    }
    seriesCount = summary.getCount();
    points = summary.getVarint();
    minTime = summary.getLong();
    maxTime = summary.getLong();
    directoryOffsets = offsets(Sections.DIRECTORY_OFFSETS);
    seriesOffsets = offsets(Sections.SERIES_OFFSETS);
  }

  /**
   * Opens a file and reads what it says of itself.
   *
   * @throws StoreException when it is no finished file of metric points
   */
  public static MetricSegment open(Disk disk, String path) {
    return open(SectionFile.open(disk, path));
  }

  /** The same in the machine's file system. */
  public static MetricSegment open(Path path) {
    return open(SectionFile.open(path));
  }

  private static MetricSegment open(SectionFile file) {
    try {
      return new MetricSegment(file);
    } catch (StoreException damaged) {
      file.close();
      throw damaged;
    }
  }

  private int[] offsets(String section) {
    int blocks = (seriesCount + Sections.BLOCK_SERIES - 1) / Sections.BLOCK_SERIES;
    DataCursor from = file.cursor(section);
    int[] offsets = new int[blocks + 1];
    for (int i = 0; i <= blocks; i++) {
      offsets[i] = from.getInt();
    }
    return offsets;
  }

  public Path path() {
    return file.path();
  }

  public long sizeBytes() {
    return file.sizeBytes();
  }

  /** Compares every checksum. */
  public void verify() {
    file.verify();
  }

  /** Keeps the file open until one more {@link #close()}. */
  public MetricSegment retain() {
    file.retain();
    return this;
  }

  @Override
  public void close() {
    file.close();
  }

  /** Series with a point in the file. */
  public int seriesCount() {
    return seriesCount;
  }

  @Override
  public long pointCount() {
    return points;
  }

  @Override
  public long minTimeUnixNano() {
    return minTime;
  }

  @Override
  public long maxTimeUnixNano() {
    return maxTime;
  }

  /** Without what is kept only while there is room. */
  @Override
  public long memoryBytes() {
    return 4L * (directoryOffsets.length + seriesOffsets.length) + 4096;
  }

  /** What every series of deltas adds up to after this file's points. */
  public Map<SeriesIdentity, RunningTotal> totalsAfter() {
    Map<SeriesIdentity, RunningTotal> totals = new HashMap<>();
    for (int number = 0; number < seriesCount; number++) {
      if (sent(number).metric().temporality() == Temporality.DELTA) {
        totals.put(identity(number), chunks(number).getLast().totalAfter());
      }
    }
    return totals;
  }

  @Override
  RunningTotal totalBefore(int number) {
    return chunks(number).getFirst().totalBefore();
  }

  @Override
  LabelIndex labels() {
    FileLabelIndex known = labels;
    if (known == null) {
      known = FileLabelIndex.read(file, seriesCount);
      labels = known;
    }
    return known;
  }

  @Override
  SeriesIdentity identity(int number) {
    Entry entry = entry(number);
    return named(
        Sections.SERIES,
        () -> {
          Attributes attributes = MapBytes.read(entry.attributes);
          return sent(entry).identity(attributes);
        });
  }

  @Override
  RegisteredSeries series(int number) {
    @Nullable RegisteredSeries[] known = met();
    RegisteredSeries series = known[number];
    if (series == null) {
      series = RegisteredSeries.of(identity(number));
      known[number] = series;
    }
    return series;
  }

  @Override
  void share(int number, RegisteredSeries equal) {
    met()[number] = equal;
  }

  /** Threads may write the same place: either object says the same. */
  private @Nullable RegisteredSeries[] met() {
    @Nullable RegisteredSeries[] known = met.get();
    if (known == null) {
      known = new RegisteredSeries[seriesCount];
      met = new SoftReference<>(known);
    }
    return known;
  }

  @Override
  SentWith sent(int number) {
    return sent(entry(number));
  }

  private SentWith sent(Entry entry) {
    ContextTables tables = contexts();
    return named(
        Sections.SERIES,
        () ->
            new SentWith(
                ContextTables.one(tables.metrics(), entry.metric),
                ContextTables.one(tables.resources(), entry.resource),
                ContextTables.one(tables.scopes(), entry.scope)));
  }

  private ContextTables contexts() {
    ContextTables known = contexts.get();
    if (known == null) {
      known =
          named(
              Sections.CONTEXTS,
              () ->
                  ContextTables.read(
                      Zip.read(file.cursor(Sections.CONTEXTS)), file.origin(Sections.CONTEXTS)));
      contexts = new SoftReference<>(known);
    }
    return known;
  }

  private Entry entry(int number) {
    int wanted = number / Sections.BLOCK_SERIES;
    SeriesBlock block = lastBlock;
    if (block == null || block.number != wanted) {
      block = new SeriesBlock(wanted, named(Sections.SERIES, () -> entries(wanted)));
      lastBlock = block;
    }
    return block.entries.get(number % Sections.BLOCK_SERIES);
  }

  private List<Entry> entries(int block) {
    DataCursor from = block(Sections.SERIES, seriesOffsets, block);
    DataCursor entries = new DataCursor(Zip.read(from), file.origin(Sections.SERIES));
    List<Entry> read = new ArrayList<>();
    int count = Math.min(Sections.BLOCK_SERIES, seriesCount - block * Sections.BLOCK_SERIES);
    for (int i = 0; i < count; i++) {
      read.add(
          new Entry(
              entries.getCount(),
              entries.getCount(),
              entries.getCount(),
              entries.getBytes(entries.getCount())));
    }
    return read;
  }

  private DataCursor block(String section, int[] offsets, int block) {
    return file.cursor(section, offsets[block], offsets[block + 1] - offsets[block]);
  }

  @Override
  List<Piece> pieces(int number) {
    return List.copyOf(chunks(number)); // which copies nothing
  }

  private List<StoredChunk> chunks(int number) {
    int wanted = number / Sections.BLOCK_SERIES;
    DirectoryBlock block = lastDirectory;
    if (block == null || block.number != wanted) {
      block = new DirectoryBlock(wanted, directory(wanted));
      lastDirectory = block;
    }
    return block.chunks.get(number % Sections.BLOCK_SERIES);
  }

  private List<List<StoredChunk>> directory(int block) {
    DataCursor from = block(Sections.DIRECTORY, directoryOffsets, block);
    long offset = from.getVarint();
    int count = Math.min(Sections.BLOCK_SERIES, seriesCount - block * Sections.BLOCK_SERIES);
    List<List<StoredChunk>> all = new ArrayList<>(count);
    for (int series = 0; series < count; series++) {
      List<StoredChunk> chunks = new ArrayList<>();
      for (int left = from.getCount(); left > 0; left--) {
        int length = from.getCount();
        int points = from.getCount();
        long first = from.getSigned();
        long last = first + from.getVarint();
        chunks.add(new StoredChunk(this, offset, length, points, first, last));
        offset += length;
      }
      all.add(List.copyOf(chunks));
    }
    return all;
  }

  /** A chunk by where it is. */
  private record StoredChunk(
      MetricSegment segment, long offset, int length, int count, long minTime, long maxTime)
      implements Piece {
    @Override
    public PointColumns read(TimeRange range) {
      return readAll();
    }

    @Override
    public NumberColumns readNumbers(TimeRange range) {
      return segment.named(Sections.CHUNKS, () -> Chunk.readNumbers(bytes(), count, minTime));
    }

    @Override
    public PointColumns readAll() {
      return segment.named(Sections.CHUNKS, () -> Chunk.read(bytes(), count, minTime));
    }

    RunningTotal totalBefore() {
      return segment.named(Sections.CHUNKS, () -> Chunk.totalBefore(bytes()));
    }

    RunningTotal totalAfter() {
      RunningTotal total = totalBefore();
      PointColumns all = readAll();
      for (int i = 0; i < all.size; i++) {
        total = total.plus(all.added(i), all.counted(i));
      }
      return total;
    }

    private DataCursor bytes() {
      return segment.file.cursor(Sections.CHUNKS, offset, length);
    }
  }

  @Override
  List<MetricMetadata> metadata() {
    List<MetricMetadata> known = metadata.get();
    if (known == null) {
      known = readMetadata();
      metadata = new SoftReference<>(known);
    }
    return known;
  }

  private List<MetricMetadata> readMetadata() {
    return named(
        Sections.METADATA,
        () -> {
          DataCursor from = file.cursor(Sections.METADATA);
          ContextTables tables = contexts();
          List<MetricMetadata> metadata = new ArrayList<>();
          for (int left = from.getCount(); left > 0; left--) {
            metadata.add(
                new MetricMetadata(
                    from.getText(), ContextTables.one(tables.metrics(), from.getCount())));
          }
          return List.copyOf(metadata);
        });
  }

  /** Says in which section damage was found. */
  private <T> T named(String section, Supplier<T> read) {
    try {
      return read.get();
    } catch (StoreException damaged) {
      String message = String.valueOf(damaged.getMessage());
      if (message.startsWith(file.path().toString())) {
        throw damaged;
      }
      throw new StoreException(file.origin(section) + ": " + message, damaged);
    }
  }
}
