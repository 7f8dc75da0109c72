package io.midwatch.storage.columnar.metric;

import io.midwatch.model.SeriesIdentity;
import io.midwatch.model.semconv.SemconvTable;
import io.midwatch.storage.columnar.file.DataSink;
import io.midwatch.storage.columnar.file.SectionWriter;
import io.midwatch.storage.wal.disk.Disk;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Writes metric points into one file: a frozen buffer that is sealed, or files that become one. */
public final class MetricSegmentWriter {
  private final ContextTables.Builder contexts = new ContextTables.Builder();
  private final BlockSink directory = new BlockSink();
  private final BlockSink dictionary = new BlockSink();
  private final TreeMap<String, TreeMap<String, List<Integer>>> labels = new TreeMap<>();
  private final Set<Named> metadata = new LinkedHashSet<>();
  private final Zip zip;
  private int series;
  private long points;
  private long minTime = Long.MAX_VALUE;
  private long maxTime = Long.MIN_VALUE;

  private record Named(String prometheusName, int metric) {}

  private MetricSegmentWriter(Zip zip) {
    this.zip = zip;
  }

  /**
   * Writes the points of a buffer nobody appends to any more and returns the size of the file.
   *
   * @throws io.midwatch.storage.contract.StoreException when the disk refuses; nothing is left then
   */
  public static long write(HotPoints frozen, Disk disk, String path) {
    return write(List.of(frozen), create(disk, path));
  }

  /** The same in the machine's file system. */
  public static long write(HotPoints frozen, Path path) {
    return write(List.of(frozen), SectionWriter.create(path, SemconvTable.TABLE_VERSION));
  }

  /**
   * Writes the points of several files into one, each point once, and returns its size.
   *
   * @param segments the one that was stored first first
   * @throws io.midwatch.storage.contract.StoreException when one is damaged or the disk refuses
   */
  public static long merge(List<MetricSegment> segments, Disk disk, String path) {
    return write(segments, create(disk, path));
  }

  /** The same in the machine's file system. */
  public static long merge(List<MetricSegment> segments, Path path) {
    return write(segments, SectionWriter.create(path, SemconvTable.TABLE_VERSION));
  }

  private static SectionWriter create(Disk disk, String path) {
    return SectionWriter.create(disk, path, SemconvTable.TABLE_VERSION);
  }

  private static long write(List<? extends MetricPart> parts, SectionWriter unfinished) {
    try (SectionWriter file = unfinished;
        Zip zip = new Zip()) {
      MetricSegmentWriter writer = new MetricSegmentWriter(zip);
      DataSink chunks = file.section(Sections.CHUNKS);
      for (FoundSeries each : inOrder(parts)) {
        PointColumns all = each.readAll();
        if (all.size > 0) {
          writer.add(each, all, chunks);
        }
      }
      writer.finish(file);
      return file.finish();
    }
  }

  private static List<FoundSeries> inOrder(List<? extends MetricPart> parts) {
    Map<SeriesIdentity, FoundSeries> found = new LinkedHashMap<>();
    for (MetricPart part : parts) {
      for (int number = 0; number < part.labels().seriesCount(); number++) {
        SeriesIdentity identity = part.identity(number);
        FoundSeries known = found.get(identity);
        if (known == null) {
          known = new FoundSeries(part.series(number), new ArrayList<>());
          found.put(identity, known);
        }
        known.places().add(new FoundSeries.Place(part, number));
      }
    }
    return found.values().stream()
        .sorted(Comparator.comparing(FoundSeries::series, RegisteredSeries.ORDER))
        .toList();
  }

  private void add(FoundSeries found, PointColumns all, DataSink chunks) {
    writeChunks(found, all, chunks);
    SentWith sent = found.sent();
    int metric = contexts.metric(sent.metric());
    byte[] attributes = MapBytes.of(found.series().identity().attributes());
    dictionary
        .next(zip::write, _ -> {})
        .putVarint(contexts.resource(sent.resource()))
        .putVarint(contexts.scope(sent.scope()))
        .putVarint(metric)
        .putVarint(attributes.length)
        .putBytes(attributes);
    found
        .series()
        .labels()
        .forEach((label, value) ->
            labels
                .computeIfAbsent(label, _ -> new TreeMap<>())
                .computeIfAbsent(value, _ -> new ArrayList<>())
                .add(series));
    metadata.add(new Named(found.series().name(), metric));
    series++;
    points += all.size;
    minTime = Math.min(minTime, all.times[0]);
    maxTime = Math.max(maxTime, all.times[all.size - 1]);
  }

  private void writeChunks(FoundSeries found, PointColumns all, DataSink chunks) {
    long begin = chunks.position();
    DataSink entry = directory.next(MetricSegmentWriter::plain, head -> head.putVarint(begin));
    entry.putVarint((all.size + Chunk.MAX_POINTS - 1) / Chunk.MAX_POINTS);
    RunningTotal before = found.totalBefore();
    for (int from = 0; from < all.size; from += Chunk.MAX_POINTS) {
      int to = Math.min(all.size, from + Chunk.MAX_POINTS);
      long start = chunks.position();
      Chunk.write(all, from, to, before, chunks, zip);
      entry.putVarint(chunks.position() - start).putVarint(to - from);
      entry.putSigned(all.times[from]).putVarint(all.times[to - 1] - all.times[from]);
      if (found.isDelta()) {
        for (int i = from; i < to; i++) {
          before = before.plus(all.added(i), all.counted(i));
        }
      }
    }
  }

  private static void plain(byte[] block, DataSink into) {
    into.putBytes(block);
  }

  private void finish(SectionWriter file) {
    directory.finish(MetricSegmentWriter::plain, file.section(Sections.DIRECTORY));
    directory.finishOffsets(file.section(Sections.DIRECTORY_OFFSETS));
    zip.write(contexts.toByteArray(), file.section(Sections.CONTEXTS));
    dictionary.finish(zip::write, file.section(Sections.SERIES));
    dictionary.finishOffsets(file.section(Sections.SERIES_OFFSETS));
    FileLabelIndex.write(labels, file.section(Sections.LABELS), zip);
    DataSink names = file.section(Sections.METADATA).putVarint(metadata.size());
    metadata.forEach(each -> names.putText(each.prometheusName).putVarint(each.metric));
    file.section(Sections.SUMMARY)
        .putByte(Sections.FORMAT)
        .putVarint(series)
        .putVarint(points)
        .putLong(minTime)
        .putLong(maxTime);
  }
}
