package io.midwatch.storage.columnar;

import io.midwatch.model.LogRecord;
import io.midwatch.model.Signal;
import io.midwatch.model.Span;
import io.midwatch.model.semconv.CanonicalReader;
import io.midwatch.storage.columnar.file.OpenReads;
import io.midwatch.storage.columnar.manifest.Manifest;
import io.midwatch.storage.columnar.manifest.ManifestFile;
import io.midwatch.storage.columnar.manifest.RollupEntry;
import io.midwatch.storage.columnar.query.EarlierPart;
import io.midwatch.storage.columnar.retention.DiskRoom;
import io.midwatch.storage.columnar.retention.Expiry;
import io.midwatch.storage.columnar.retention.Leaving;
import io.midwatch.storage.columnar.rollup.DurableRollups;
import io.midwatch.storage.columnar.row.ColumnRoom;
import io.midwatch.storage.columnar.segment.ChunkCache;
import io.midwatch.storage.columnar.span.EarlierSpans;
import io.midwatch.storage.contract.StoreException;
import io.midwatch.storage.contract.control.IngestLedger;
import io.midwatch.storage.contract.query.SourceProgress;
import io.midwatch.storage.contract.query.StoreStats;
import io.midwatch.storage.contract.read.LogReader;
import io.midwatch.storage.contract.read.MetricReader;
import io.midwatch.storage.contract.read.SpanReader;
import io.midwatch.storage.contract.rollup.CanonicalSpan;
import io.midwatch.storage.contract.rollup.RollupReader;
import io.midwatch.storage.contract.write.BatchDecoder;
import io.midwatch.storage.contract.write.EncodedBatch;
import io.midwatch.storage.contract.write.RecordingSpanSink;
import io.midwatch.storage.contract.write.SharedValues;
import io.midwatch.storage.contract.write.TelemetryWriter;
import io.midwatch.storage.wal.LoggedWriter;
import io.midwatch.storage.wal.ReplayReport;
import io.midwatch.storage.wal.WriteAheadLog;
import io.midwatch.storage.wal.WriterOptions;
import io.midwatch.storage.wal.disk.Disk;
import io.midwatch.storage.wal.disk.FolderLock;
import io.midwatch.storage.wal.ledger.DurableLedger;
import java.time.Duration;
import java.time.InstantSource;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/*
 * Opening, in this order, for each room needs the ones before:
 *
 *   lock ─ manifest ─ segments, rollups ─ ingest ─ keeper ─ replay of the log ─ writer ─ answers
 *
 * The keeper runs already while the log is replayed, or a long log would not fit into the buffers.
 */
/** Every room of one open store, and the doors between them. */
final class StoreRooms implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(StoreRooms.class);
  private static final long CACHE_BYTES = 256L << 20;

  /** Part of the heap for computed columns of segments. */
  private static final int COMPUTED_PART = 16;

  /** A log of the size at which it is cut has at least so many files. */
  private static final int LEAST_LOG_FILES = 8;

  /** The log is no more than one of so many parts of what the store may take of the disk. */
  private static final int LOG_PART = 4;

  private final DamagedData damaged = new DamagedData();
  private final FolderLock lock;
  private final Disk disk;
  private final ManifestFile manifest;
  private final DurableRollups rollups;
  private final Progress progress;
  private final Ingest ingest;
  private final RowSignal<Span> spans;
  private final RowSignal<LogRecord> logs;
  private final MetricSignal metrics;
  private final WriteAheadLog wal;
  private final DiskRoom room;
  private final Upkeep upkeep;
  private final ReplayReport recovery;
  private final DurableLedger ledger;
  private final LoggedWriter writer;
  private final OpenReads reads = new OpenReads();
  private final StoreAnswers answers;

  private StoreRooms(Disk disk, FolderLock lock, StoreParts parts, EmbeddedSettings settings) {
    InstantSource clock = parts.clock();
    this.disk = disk;
    this.lock = lock;
    this.manifest = ManifestFile.open(disk);
    Manifest listed = manifest.current();
    DataFolder.folders().forEach(disk::createFolder);
    DataFolder.deleteUnlisted(disk, listed);
    this.rollups =
        DurableRollups.open(
            disk,
            parts.deriver().tables(),
            listed.rollups().stream().map(RollupEntry::file).toList(),
            listed.rollupPosition(),
            clock,
            settings.rollupRetention());
    rollups.damaged().forEach(damaged::note);
    this.progress = new Progress(listed.progress());
    Derivation derivation = new Derivation(parts.deriver(), rollups);
    CanonicalReader reader = new CanonicalReader(parts.identityKeys());
    long logBytes = Math.min(settings.logBytes(), settings.room().limitBytes() / LOG_PART);
    this.ingest =
        new Ingest(
            listed,
            derivation,
            new SpanHistory(
                parts.deriver(),
                batch -> recall(derivation, parts.decoder(), reader, batch),
                logBytes / LEAST_LOG_FILES),
            progress,
            clock,
            reads,
            this::wakeKeeper,
            this::noRoom,
            this::keeperProblem,
            rollups::isCrowded);
    RowFiles files =
        new RowFiles(
            disk,
            new ChunkCache(CACHE_BYTES),
            new ColumnRoom(Runtime.getRuntime().maxMemory() / COMPUTED_PART));
    SpanRowKind spanKind =
        new SpanRowKind(
            parts.decoder(),
            reader,
            new EarlierSpans(this::earlierSpans),
            (_, span) -> ingest.stored(span));
    SegmentOpening opening = new SegmentOpening(listed, damaged);
    this.spans = rows(spanKind, files, opening, settings);
    LogRowKind logKind =
        new LogRowKind(parts.decoder(), reader, new SharedValues(), ingest.logsStored());
    this.logs = rows(logKind, files, opening, settings);
    SegmentOpening.Opened<MetricSignal.Sealed> points = opening.points(disk);
    this.metrics =
        new MetricSignal(
            disk,
            parts.decoder(),
            settings.pointsPerSegment(),
            points.segments(),
            points.broken(),
            ingest::storedPoint);
    metrics.broken().stream()
        .filter(each -> !points.broken().contains(each))
        .forEach(each -> damaged.note(each.reason()));
    ingest.connect(Signal.TRACES, spans);
    ingest.connect(Signal.LOGS, logs);
    ingest.connect(Signal.METRICS, metrics);
    Leaving leaving = new Leaving(disk, reads);
    Removal removal = new Removal(leaving);
    Expiry expiry = new Expiry(manifest);
    removal.connect(expiry, spans, logs, metrics);
    long logFileBytes = Math.min(WriteAheadLog.FILE_BYTES, logBytes / LEAST_LOG_FILES);
    this.wal = WriteAheadLog.open(disk, logFileBytes);
    this.room = new DiskRoom(disk, settings.room(), manifest, wal::sizeBytes, expiry);
    Buffers buffers = new Buffers(ingest, List.of(spans, logs, metrics), settings.sealAfter());
    Keeper keeper =
        new Keeper(manifest, wal, rollups, ingest, progress, buffers.signals(), settings.steps());
    StoreCompaction compaction =
        new StoreCompaction(
            new Compaction(disk, manifest, settings.steps()),
            List.of(
                merged(
                    new CompactionOfRows<>(spans, spanKind, files, disk, removal::leave),
                    settings.rowsPerSegment()),
                merged(
                    new CompactionOfRows<>(logs, logKind, files, disk, removal::leave),
                    settings.rowsPerSegment()),
                merged(
                    new CompactionOfPoints(metrics, disk, removal::leave),
                    settings.pointsPerSegment())),
            keeper,
            manifest,
            settings.rollupRetention());
    Warming warming = new Warming(reads).add(spans, damaged.in(spans)).add(logs, damaged.in(logs));
    this.upkeep =
        new Upkeep(
            new Upkeep.Rooms(
                buffers, keeper, wal, rollups, room, expiry, leaving, compaction, warming, reads),
            settings,
            clock,
            logBytes,
            logFileBytes);
    upkeep.startSealing();
    this.recovery = orStop(() -> replay(listed));
    this.ledger = orStop(this::openLedger);
    upkeep.startAll(ledger);
    this.writer =
        LoggedWriter.start(
            wal, ingest, WriterOptions.DEFAULTS.withDurability(settings.durability()));
    this.answers =
        new StoreAnswers(spans, logs, metrics, reader, clock, damaged, reads, parts.askers());
  }

  private static StoreCompaction.Room merged(Compacting signal, int itemsPerSegment) {
    return new StoreCompaction.Room(signal, new CompactionChoice(itemsPerSegment));
  }

  static StoreRooms open(Disk disk, StoreParts parts, EmbeddedSettings settings) {
    disk.createFolder("");
    FolderLock lock = disk.lock("");
    try {
      StoreRooms rooms = new StoreRooms(disk, lock, parts, settings);
      rooms.logRecovery();
      return rooms;
    } catch (RuntimeException e) {
      lock.close();
      throw e;
    }
  }

  private static void recall(
      Derivation derivation, BatchDecoder decoder, CanonicalReader reader, EncodedBatch batch) {
    derivation.recall(
        batch.receivedUnixNano(),
        spans ->
            decoder.decodeSpans(
                batch,
                new RecordingSpanSink(
                    new SharedValues(),
                    (span, _) -> spans.accept(CanonicalSpan.of(span, reader)))));
  }

  private List<EarlierPart<Span>> earlierSpans() {
    return spans.earlier();
  }

  private void logRecovery() {
    log.atInfo()
        .addKeyValue("records", recovery.records())
        .addKeyValue("items", recovery.items())
        .addKeyValue("bytes", recovery.bytes())
        .addKeyValue("milliseconds", recovery.duration().toMillis())
        .addKeyValue("segments", manifest.current().segments().size())
        .log("replayed the log");
    recovery
        .quarantined()
        .forEach(part ->
            damaged.note(
                "%s is damaged from byte %d to %d".formatted(part.file(), part.from(), part.to())));
  }

  private static <T> RowSignal<T> rows(
      RowKind<T> kind, RowFiles files, SegmentOpening opening, EmbeddedSettings settings) {
    SegmentOpening.Opened<SealedRows<T>> opened = opening.rows(kind, files);
    return new RowSignal<>(
        kind, files, settings.rowsPerSegment(), opened.segments(), opened.broken());
  }

  private ReplayReport replay(Manifest listed) {
    try {
      ReplayReport report = wal.replay(listed.logFrom(), ingest);
      ingest.publish();
      ingest.replayed();
      return report;
    } catch (IllegalStateException e) {
      throw new StoreException("the log could not be replayed: " + e.getMessage(), e);
    }
  }

  /** A step of opening; when it fails, the keeper does not go on without a store. */
  private <A> A orStop(Supplier<A> step) {
    boolean done = false;
    try {
      A result = step.get();
      done = true;
      return result;
    } finally {
      if (!done) {
        upkeep.stopSealing();
      }
    }
  }

  /** A damaged ledger costs the counts of refused items, not the start. */
  private DurableLedger openLedger() {
    StoreStats stats = stats();
    try {
      return DurableLedger.open(disk, signal -> accepted(stats, signal));
    } catch (StoreException e) {
      damaged.note(e);
      disk.delete(DurableLedger.FILE);
      return DurableLedger.open(disk, signal -> accepted(stats, signal));
    }
  }

  private static long accepted(StoreStats stats, Signal signal) {
    StoreStats.SignalStats held = stats.signals().get(signal);
    return held == null ? 0 : held.stored() + held.expired() + held.duplicates();
  }

  private void wakeKeeper() {
    upkeep.wake();
  }

  private @Nullable String keeperProblem() {
    return upkeep.problem();
  }

  private Duration noRoom() {
    return room.retryAfter();
  }

  TelemetryWriter writer() {
    return writer;
  }

  SpanReader spans() {
    return answers.spans();
  }

  LogReader logs() {
    return answers.logs();
  }

  MetricReader metrics() {
    return answers.metrics();
  }

  RollupReader rollups() {
    return rollups;
  }

  List<SourceProgress> progress() {
    return progress.entries();
  }

  /** Nothing moves meanwhile from where it is counted to where it is counted too. */
  StoreStats stats() {
    return manifest.examine(listed -> StoreFigures.of(listed, spans, logs, metrics));
  }

  EmbeddedFigures figures() {
    Manifest listed = manifest.current();
    StoreStats stats = stats();
    Map<Signal, EmbeddedFigures.SignalFigures> signals = new EnumMap<>(Signal.class);
    for (Signal signal : Signal.values()) {
      signals.put(signal, StoreFigures.files(listed, signal, stats));
    }
    return new EmbeddedFigures(
        signals,
        listed.rollups().size(),
        listed.rollups().stream().mapToLong(RollupEntry::sizeBytes).sum(),
        wal.sizeBytes(),
        recovery.records(),
        damaged.problems().size(),
        disk.freeBytes(),
        problem() == null,
        writer.stats());
  }

  IngestLedger ledger() {
    return ledger;
  }

  ReplayReport recovery() {
    return recovery;
  }

  List<String> damaged() {
    return damaged.problems();
  }

  @Nullable String problem() {
    if (wal.fenced()) {
      return "the log could not be forced; restart when the disk is well";
    }
    String full = room.shortage() == null ? writer.problem() : room.shortage();
    return full == null ? upkeep.problem() : full;
  }

  void expire(Signal signal, long beforeUnixNano) {
    upkeep.expire(signal, beforeUnixNano);
  }

  void seal() {
    upkeep.seal();
  }

  /** Closes every room, whatever fails on the way, and says then what failed first. */
  @Override
  public void close() {
    ingest.close();
    RuntimeException failed = null;
    for (Runnable room :
        List.<Runnable>of(
            writer::close,
            upkeep::stopMerging,
            upkeep::sealMuch,
            upkeep::stopSealing,
            ledger::save,
            answers::close,
            wal::close,
            rollups::close,
            () -> spans.sealed().forEach(sealed -> sealed.file().close()),
            () -> logs.sealed().forEach(sealed -> sealed.file().close()),
            () -> metrics.sealed().forEach(sealed -> sealed.segment().close()),
            () -> spans.broken().forEach(broken -> broken.close().run()),
            () -> logs.broken().forEach(broken -> broken.close().run()),
            () -> metrics.broken().forEach(broken -> broken.close().run()),
            lock::close)) {
      try {
        room.run();
      } catch (RuntimeException e) {
        if (failed == null) {
          failed = e;
        } else {
          failed.addSuppressed(e);
        }
      }
    }
    if (failed != null) {
      throw failed;
    }
  }
}
