package io.midwatch.storage.columnar;

import io.midwatch.model.LogRecord;
import io.midwatch.model.Signal;
import io.midwatch.model.Span;
import io.midwatch.model.semconv.CanonicalReader;
import io.midwatch.storage.columnar.file.Damage;
import io.midwatch.storage.columnar.file.OpenReads;
import io.midwatch.storage.columnar.file.UnreadableFile;
import io.midwatch.storage.columnar.manifest.Manifest;
import io.midwatch.storage.columnar.manifest.ManifestFile;
import io.midwatch.storage.columnar.manifest.RollupEntry;
import io.midwatch.storage.columnar.manifest.SegmentEntry;
import io.midwatch.storage.columnar.metric.MetricSegment;
import io.midwatch.storage.columnar.metric.MetricTables;
import io.midwatch.storage.columnar.query.EarlierPart;
import io.midwatch.storage.columnar.query.LogAnswers;
import io.midwatch.storage.columnar.query.QueryWorkers;
import io.midwatch.storage.columnar.query.SpanAnswers;
import io.midwatch.storage.columnar.retention.DiskRoom;
import io.midwatch.storage.columnar.retention.Expiry;
import io.midwatch.storage.columnar.retention.Leaving;
import io.midwatch.storage.columnar.rollup.DurableRollups;
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
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import java.util.function.Predicate;
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
  private static final int QUERY_THREADS = 2;
  private static final int QUERIES_WAITING = 64;
  private static final long CACHE_BYTES = 256L << 20;

  /** A log of the size at which it is cut has at least so many files. */
  private static final int LEAST_LOG_FILES = 8;

  /** The log is no more than one of so many parts of what the store may take of the disk. */
  private static final int LOG_PART = 4;

  /** A log larger than one of so many parts of where it is cut is sealed at the end: 32 MB. */
  private static final int MUCH_LOG_PART = 32;

  private final EmbeddedSettings settings;
  private final InstantSource clock;
  private final List<String> damaged = new CopyOnWriteArrayList<>();
  private final FolderLock lock;
  private final Disk disk;
  private final ManifestFile manifest;
  private final DurableRollups rollups;
  private final Progress progress;
  private final Ingest ingest;
  private final RowSignal<Span> spans;
  private final RowSignal<LogRecord> logs;
  private final MetricSignal metrics;
  private final long logBytes;
  private final WriteAheadLog wal;
  private final Keeper keeper;
  private final Expiry expiry;
  private final Leaving leaving;
  private final StoreCompaction compaction;
  private final DiskRoom room;
  private final KeeperThread thread;

  /** Merging takes long; sealing must not wait for it. */
  private final KeeperThread mergingThread;

  private final ReplayReport recovery;
  private final DurableLedger ledger;

  /** The ledger as the keeper sees it, null while the log is replayed. */
  private volatile @Nullable DurableLedger opened;

  private final LoggedWriter writer;
  private final OpenReads reads = new OpenReads();
  private final QueryWorkers workers;

  /** Reading series may take minutes; pages must not wait for it. */
  private final QueryWorkers seriesWorkers;

  private final SpanAnswers spanAnswers;
  private final LogAnswers logAnswers;
  private final MetricTables metricAnswers;

  private StoreRooms(Disk disk, FolderLock lock, StoreParts parts, EmbeddedSettings settings) {
    this.settings = settings;
    this.clock = parts.clock();
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
    rollups.damaged().forEach(this::note);
    this.progress = new Progress(listed.progress());
    Derivation derivation = new Derivation(parts.deriver(), rollups);
    CanonicalReader reader = new CanonicalReader(parts.identityKeys());
    this.logBytes = Math.min(settings.logBytes(), settings.room().limitBytes() / LOG_PART);
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
            this::keeperProblem);
    RowFiles files = new RowFiles(disk, new ChunkCache(CACHE_BYTES));
    SpanRowKind spanKind =
        new SpanRowKind(
            parts.decoder(),
            reader,
            new EarlierSpans(this::earlierSpans),
            (_, span) -> ingest.stored(span));
    List<Broken> brokenSpans = new ArrayList<>();
    List<Broken> brokenLogs = new ArrayList<>();
    List<Broken> brokenPoints = new ArrayList<>();
    this.spans =
        new RowSignal<>(
            spanKind,
            files,
            settings.rowsPerSegment(),
            openRows(spanKind, files, listed, brokenSpans),
            brokenSpans);
    LogRowKind logKind =
        new LogRowKind(parts.decoder(), reader, new SharedValues(), ingest.logsStored());
    this.logs =
        new RowSignal<>(
            logKind,
            files,
            settings.rowsPerSegment(),
            openRows(logKind, files, listed, brokenLogs),
            brokenLogs);
    this.metrics =
        new MetricSignal(
            disk,
            parts.decoder(),
            settings.pointsPerSegment(),
            openPoints(listed, brokenPoints),
            brokenPoints,
            ingest::storedPoint);
    metrics.broken().stream()
        .filter(each -> !brokenPoints.contains(each))
        .forEach(each -> note(each.reason()));
    ingest.connect(Signal.TRACES, spans);
    ingest.connect(Signal.LOGS, logs);
    ingest.connect(Signal.METRICS, metrics);
    this.leaving = new Leaving(disk, reads);
    this.expiry = new Expiry(manifest);
    expiry.connect(Signal.TRACES, old -> removeRows(spans, old));
    expiry.connect(Signal.LOGS, old -> removeRows(logs, old));
    expiry.connect(Signal.METRICS, this::removePoints);
    this.wal =
        WriteAheadLog.open(disk, Math.min(WriteAheadLog.FILE_BYTES, logBytes / LEAST_LOG_FILES));
    this.room = new DiskRoom(disk, settings.room(), manifest, wal::sizeBytes, expiry);
    this.keeper =
        new Keeper(
            manifest,
            wal,
            rollups,
            ingest,
            progress,
            List.of(spans, logs, metrics),
            settings.steps());
    Compaction merging = new Compaction(disk, manifest, settings.steps());
    CompactionChoice rowChoice = new CompactionChoice(settings.rowsPerSegment());
    this.compaction =
        new StoreCompaction(
            merging,
            List.of(
                new StoreCompaction.Room(
                    new CompactionOfRows<>(spans, spanKind, files, disk, this::leave), rowChoice),
                new StoreCompaction.Room(
                    new CompactionOfRows<>(logs, logKind, files, disk, this::leave), rowChoice),
                new StoreCompaction.Room(
                    new CompactionOfPoints(metrics, disk, this::leave),
                    new CompactionChoice(settings.pointsPerSegment()))),
            keeper,
            manifest,
            settings.rollupRetention());
    this.thread = new KeeperThread("midwatch-store", this::keep);
    this.mergingThread = new KeeperThread("midwatch-compaction", this::merge);
    thread.start();
    this.recovery = orStop(() -> replay(listed));
    this.ledger = orStop(this::openLedger);
    this.opened = ledger;
    keeper.logIsOpen();
    mergingThread.start();
    this.writer =
        LoggedWriter.start(
            wal, ingest, WriterOptions.DEFAULTS.withDurability(settings.durability()));
    this.workers = new QueryWorkers(QUERY_THREADS, QUERIES_WAITING, reads, parts.askers());
    this.seriesWorkers = new QueryWorkers(QUERY_THREADS, QUERIES_WAITING, reads, parts.askers());
    this.spanAnswers =
        new SpanAnswers(
            spans::snapshot,
            workers,
            reader,
            clock,
            damage(spans::broken, spans::takeOut, spans::isOut));
    this.logAnswers =
        new LogAnswers(
            logs::snapshot, workers, clock, damage(logs::broken, logs::takeOut, logs::isOut));
    this.metricAnswers =
        new MetricTables(
            metrics::parts,
            reader,
            clock,
            damage(metrics::broken, metrics::takeOut, metrics::isOut),
            workers,
            seriesWorkers);
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
            note(
                "%s is damaged from byte %d to %d".formatted(part.file(), part.from(), part.to())));
  }

  private void note(StoreException problem) {
    note(String.valueOf(problem.getMessage()));
  }

  private void note(String problem) {
    damaged.add(problem);
    log.atError().addKeyValue("problem", problem).log("data cannot be read");
  }

  private <T> List<SealedRows<T>> openRows(
      RowKind<T> kind, RowFiles files, Manifest listed, List<Broken> broken) {
    List<SealedRows<T>> opened = new ArrayList<>();
    for (SegmentEntry entry : listed.segments(kind.signal())) {
      try {
        opened.add(files.open(kind, entry));
      } catch (StoreException e) {
        note(e);
        broken.add(Broken.of(entry, e));
      }
    }
    return opened;
  }

  private List<MetricSignal.Sealed> openPoints(Manifest listed, List<Broken> broken) {
    List<MetricSignal.Sealed> opened = new ArrayList<>();
    for (SegmentEntry entry : listed.segments(Signal.METRICS)) {
      try {
        opened.add(new MetricSignal.Sealed(entry, MetricSegment.open(disk, entry.file())));
      } catch (StoreException e) {
        note(e);
        broken.add(Broken.of(entry, e));
      }
    }
    return opened;
  }

  /** One signal's damaged segments as questions see them. */
  private Damage damage(
      Supplier<List<Broken>> broken,
      Function<StoreException, @Nullable Broken> takeOut,
      Predicate<StoreException> isOut) {
    return new Damage() {
      @Override
      public List<UnreadableFile> files() {
        return broken.get().stream().map(Broken::file).toList();
      }

      @Override
      public boolean takeOut(StoreException failure) {
        if (takeOut.apply(failure) == null) {
          return isOut.test(failure);
        }
        note(failure);
        return true;
      }
    };
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
        thread.close();
      }
    }
  }

  /** A damaged ledger costs the counts of refused items, not the start. */
  private DurableLedger openLedger() {
    StoreStats stats = stats();
    try {
      return DurableLedger.open(disk, signal -> accepted(stats, signal));
    } catch (StoreException e) {
      note(e);
      disk.delete(DurableLedger.FILE);
      return DurableLedger.open(disk, signal -> accepted(stats, signal));
    }
  }

  private static long accepted(StoreStats stats, Signal signal) {
    StoreStats.SignalStats held = stats.signals().get(signal);
    return held == null ? 0 : held.stored() + held.expired() + held.duplicates();
  }

  private void wakeKeeper() {
    thread.wake();
  }

  private @Nullable String keeperProblem() {
    return thread.problem();
  }

  private Duration noRoom() {
    return room.retryAfter();
  }

  /** One round of background work. */
  private void keep() {
    Instant now = clock.instant();
    leaving.closeUnread();
    room.make(now, leaving.bytes());
    turnOverOld(now);
    keeper.seal();
    if (rollups.checkpointDue() || wal.sizeBytes() > mostLogBytes()) {
      turnOverOld(Instant.MAX);
      keeper.seal();
      keeper.checkpoint();
    }
    settings.retention().forEach((signal, kept) -> expiry.before(signal, nanos(now.minus(kept))));
    DurableLedger counts = opened;
    if (counts != null) {
      counts.save();
    }
  }

  /** For want of room the log is cut earlier: a segment is much smaller than its part of it. */
  private long mostLogBytes() {
    return room.shortage() == null ? logBytes : logBytes / LEAST_LOG_FILES * 2;
  }

  /** Merges and removes old figures until nothing is left to be done. */
  private void merge() {
    compaction.expire(clock.instant());
    boolean more = true;
    while (more && room.shortage() == null && !mergingThread.isClosed()) {
      more = reads.during(() -> compaction.run(clock.instant()));
    }
  }

  /** Has buffers sealed whose first item came so long before the time. */
  private void turnOverOld(Instant now) {
    for (Sealing signal : List.<Sealing>of(spans, logs, metrics)) {
      Instant since = signal.activeSince();
      if (!since.equals(Instant.MAX)
          && (now.equals(Instant.MAX) || !now.isBefore(since.plus(settings.sealAfter())))) {
        ingest.exclusively(signal::turnOver);
      }
    }
  }

  private static long nanos(Instant instant) {
    return Math.addExact(
        Math.multiplyExact(instant.getEpochSecond(), 1_000_000_000L), instant.getNano());
  }

  private <T> void removeRows(RowSignal<T> signal, List<SegmentEntry> old) {
    List<SealedRows<T>> gone =
        signal.sealed().stream().filter(sealed -> old.contains(sealed.entry())).toList();
    if (!gone.isEmpty()) {
      signal.replace(gone, List.of());
    }
    gone.forEach(sealed -> leave(sealed.entry(), sealed.file()::close));
    signal.forget(old);
  }

  private void removePoints(List<SegmentEntry> old) {
    List<MetricSignal.Sealed> gone =
        metrics.sealed().stream().filter(sealed -> old.contains(sealed.entry())).toList();
    if (!gone.isEmpty()) {
      metrics.replace(gone, List.of());
    }
    gone.forEach(sealed -> leave(sealed.entry(), sealed.segment()::close));
    metrics.forget(old);
  }

  private void leave(SegmentEntry entry, Runnable close) {
    leaving.unlink(entry.file(), entry.sizeBytes(), close);
  }

  TelemetryWriter writer() {
    return writer;
  }

  SpanReader spans() {
    return spanAnswers;
  }

  LogReader logs() {
    return logAnswers;
  }

  MetricReader metrics() {
    return metricAnswers;
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
        damaged.size(),
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
    return List.copyOf(damaged);
  }

  @Nullable String problem() {
    if (wal.fenced()) {
      return "the log could not be forced; restart when the disk is well";
    }
    String full = room.shortage() == null ? writer.problem() : room.shortage();
    return full == null ? thread.problem() : full;
  }

  /** Waits for the keeper's round, so that only one of the two changes files. */
  void expire(Signal signal, long beforeUnixNano) {
    thread.exclusively(() -> expiry.before(signal, beforeUnixNano));
  }

  void seal() {
    thread.exclusively(() -> {
      turnOverOld(Instant.MAX);
      keeper.seal();
      keeper.checkpoint();
    });
  }

  /**
   * An orderly end leaves little to be replayed, for with many series buffers hold millions of
   * points. What cannot be sealed is in the log.
   */
  private void sealMuch() {
    if (wal.fenced()
        || room.shortage() != null
        || thread.problem() != null
        || wal.sizeBytes() <= logBytes / MUCH_LOG_PART) {
      return;
    }
    try {
      seal();
    } catch (RuntimeException e) {
      log.atWarn().setCause(e).log("buffers could not be sealed at the end; the log has them");
    }
  }

  /** Closes every room, whatever fails on the way, and says then what failed first. */
  @Override
  public void close() {
    ingest.close();
    RuntimeException failed = null;
    for (Runnable room :
        List.<Runnable>of(
            writer::close,
            mergingThread::close,
            this::sealMuch,
            thread::close,
            ledger::save,
            workers::close,
            seriesWorkers::close,
            wal::close,
            rollups::close,
            () -> spans.sealed().forEach(sealed -> sealed.file().close()),
            () -> logs.sealed().forEach(sealed -> sealed.file().close()),
            () -> metrics.sealed().forEach(sealed -> sealed.segment().close()),
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
