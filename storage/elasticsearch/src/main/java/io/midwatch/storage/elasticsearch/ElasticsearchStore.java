package io.midwatch.storage.elasticsearch;

import co.elastic.clients.elasticsearch._types.aggregations.Aggregate;
import io.midwatch.model.LogRecord;
import io.midwatch.model.MetricPoint;
import io.midwatch.model.Signal;
import io.midwatch.model.Span;
import io.midwatch.model.semconv.CanonicalReader;
import io.midwatch.storage.contract.StoreException;
import io.midwatch.storage.contract.answer.row.LogFields;
import io.midwatch.storage.contract.answer.row.SpanFields;
import io.midwatch.storage.contract.control.IngestLedger;
import io.midwatch.storage.contract.query.SourceProgress;
import io.midwatch.storage.contract.query.StoreStats;
import io.midwatch.storage.contract.query.StoreStats.SignalStats;
import io.midwatch.storage.contract.read.LogReader;
import io.midwatch.storage.contract.read.MetricReader;
import io.midwatch.storage.contract.read.Retention;
import io.midwatch.storage.contract.read.SpanReader;
import io.midwatch.storage.contract.read.StoreStatus;
import io.midwatch.storage.contract.rollup.RollupReader;
import io.midwatch.storage.contract.write.EncodedBatch;
import io.midwatch.storage.contract.write.LogWriter;
import io.midwatch.storage.contract.write.PointWriter;
import io.midwatch.storage.contract.write.SpanWriter;
import io.midwatch.storage.contract.write.TelemetryWriter;
import io.midwatch.storage.contract.write.WriteReceipt;
import io.midwatch.storage.elasticsearch.client.Bulk;
import io.midwatch.storage.elasticsearch.client.Cluster;
import io.midwatch.storage.elasticsearch.client.Patience;
import io.midwatch.storage.elasticsearch.client.WrongServerException;
import io.midwatch.storage.elasticsearch.doc.ItemCodec;
import io.midwatch.storage.elasticsearch.doc.Names;
import io.midwatch.storage.elasticsearch.doc.Names.Kind;
import io.midwatch.storage.elasticsearch.read.Hits;
import io.midwatch.storage.elasticsearch.read.LogAnswers;
import io.midwatch.storage.elasticsearch.read.MetricAnswers;
import io.midwatch.storage.elasticsearch.read.RowKind;
import io.midwatch.storage.elasticsearch.read.SpanAnswers;
import io.midwatch.storage.elasticsearch.rollup.ElasticsearchRollups;
import io.midwatch.storage.elasticsearch.write.AppliedState;
import io.midwatch.storage.elasticsearch.write.Expiry;
import io.midwatch.storage.elasticsearch.write.Setup;
import io.midwatch.storage.elasticsearch.write.Writing;
import io.midwatch.storage.wal.RecordWriter;
import io.midwatch.storage.wal.WriterOptions;
import io.midwatch.storage.wal.disk.Disk;
import io.midwatch.storage.wal.disk.FolderLock;
import io.midwatch.storage.wal.disk.LocalDisk;
import io.midwatch.storage.wal.ledger.DurableLedger;
import java.lang.System.Logger.Level;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The store behind which Elasticsearch scales: a log in a folder that one process owns, and the
 * server behind it. What was written is acknowledged when it is durable in the log and found by
 * readers within 2 s while the server keeps up; while it is away, batches wait in the log, and
 * senders are told to wait once the backlog is full. Thread-safe. {@code docs/elasticsearch.md}
 * says what is where.
 */
public final class ElasticsearchStore
    implements TelemetryWriter,
        SpanWriter,
        LogWriter,
        PointWriter,
        StoreStatus,
        Retention,
        AutoCloseable {
  private static final System.Logger log = System.getLogger(ElasticsearchStore.class.getName());
  private static final Duration HOUSEKEEPING = Duration.ofMinutes(1);

  private final ElasticsearchSettings settings;
  private final ElasticsearchParts parts;
  private final FolderLock lock;
  private final AppliedState state;
  private final Names names;
  private final Cluster cluster;
  private final Patience patience = new Patience();
  private final ElasticsearchRollups rollups;
  private final Writing writing;
  private final DurableLedger ledger;
  private final RecordWriter records;
  private final SpanAnswers spans;
  private final LogAnswers logs;
  private final MetricAnswers metrics;
  private final Expiry expiry;
  private final ScheduledExecutorService keeper =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("midwatch-elasticsearch-keeper").factory());

  private ElasticsearchStore(
      Disk disk, FolderLock lock, ElasticsearchParts parts, ElasticsearchSettings settings) {
    this.settings = settings;
    this.parts = parts;
    this.lock = lock;
    this.state = AppliedState.open(disk);
    this.names = new Names(settings.prefix());
    this.cluster = new Cluster(settings.url());
    requireRightServer();
    ItemCodec codec = new ItemCodec(parts.encoder(), parts.decoder());
    CanonicalReader reader = new CanonicalReader(parts.identityKeys());
    Setup setup = new Setup(cluster, names);
    Bulk bulk = new Bulk(cluster, patience, setup::make);
    this.rollups =
        new ElasticsearchRollups(
            parts.deriver().tables(),
            cluster,
            names,
            bulk,
            patience,
            Integer.toHexString(state.writer()),
            state.position(),
            parts.clock(),
            settings.rollupRetention());
    this.writing =
        new Writing(
            new Writing.Parts(
                disk, state, names, codec, reader, parts.deriver(), setup, bulk, rollups, patience),
            WriterOptions.DEFAULTS.withDurability(settings.durability()),
            settings.backlogBytes());
    this.ledger = DurableLedger.open(disk, this::accepted);
    this.records = new RecordWriter(writing.writer(), parts.encoder(), parts.clock());
    this.spans =
        new SpanAnswers(
            new RowKind<>(
                Signal.TRACES, names.all(Kind.SPANS), new SpanFields(reader), codec::span),
            cluster,
            settings.rowsComputedHere(),
            parts.clock());
    this.logs =
        new LogAnswers(
            new RowKind<>(Signal.LOGS, names.all(Kind.LOGS), new LogFields(reader), codec::log),
            cluster,
            settings.rowsComputedHere(),
            parts.clock());
    this.metrics = new MetricAnswers(names, new Hits(cluster), codec, reader, parts.clock());
    this.expiry = new Expiry(cluster, names, state, writing::forget);
    keeper.scheduleWithFixedDelay(this::saveLedger, 1, 1, TimeUnit.SECONDS);
    keeper.scheduleWithFixedDelay(
        this::expireOld, HOUSEKEEPING.toSeconds(), HOUSEKEEPING.toSeconds(), TimeUnit.SECONDS);
  }

  /**
   * Opens the store: the log in the folder, which is made when it is missing, and the server. A
   * server that does not answer does not stop the start: batches wait for it.
   *
   * @throws WrongServerException when the server answers and is no Elasticsearch 9
   * @throws StoreException when another process has the folder, or the disk fails
   */
  public static ElasticsearchStore open(
      Path folder, ElasticsearchParts parts, ElasticsearchSettings settings) {
    Disk disk = new LocalDisk(folder);
    disk.createFolder("");
    FolderLock lock = disk.lock("");
    try {
      return new ElasticsearchStore(disk, lock, parts, settings);
    } catch (RuntimeException e) {
      lock.close();
      throw e;
    }
  }

  private void requireRightServer() {
    try {
      cluster.requireRightServer();
    } catch (WrongServerException e) {
      cluster.close();
      throw e;
    } catch (StoreException e) {
      log.log(Level.WARNING, e.getMessage() + " What is received waits in the log.");
    }
  }

  /** Items ever taken in: those the state counts, and those that came again from the log. */
  private long accepted(Signal signal) {
    return writing.takenAtStart(signal);
  }

  private void saveLedger() {
    quietly("the ledger", ledger::save);
  }

  private void expireOld() {
    Instant now = parts.clock().instant();
    quietly(
        "retention",
        () -> {
          settings.retention().forEach((signal, kept) -> expire(signal, nanos(now.minus(kept))));
          writing.exclusively(() -> expiry.rollupsBefore(now.minus(settings.rollupRetention())));
        });
  }

  private static void quietly(String what, Runnable work) {
    try {
      work.run();
    } catch (RuntimeException | Error e) { // after one that is thrown no round would follow
      log.log(Level.WARNING, what + " waits for the next round", e);
    }
  }

  private static long nanos(Instant instant) {
    return Math.addExact(
        Math.multiplyExact(instant.getEpochSecond(), 1_000_000_000L), instant.getNano());
  }

  @Override
  public WriteReceipt write(EncodedBatch batch) {
    return writing.writer().write(batch);
  }

  @Override
  public void writeSpans(List<Span> items) {
    records.writeSpans(items);
  }

  @Override
  public void writeLogs(List<LogRecord> items) {
    records.writeLogs(items);
  }

  @Override
  public void writePoints(List<MetricPoint> items) {
    records.writePoints(items);
  }

  public SpanReader spans() {
    return spans;
  }

  public LogReader logs() {
    return logs;
  }

  public MetricReader metrics() {
    return metrics;
  }

  public RollupReader rollups() {
    return rollups;
  }

  /** Counts of everything that came in, kept from one run to the next. */
  public IngestLedger ledger() {
    return ledger;
  }

  @Override
  public StoreStats stats() {
    Map<Signal, SignalStats> signals = new EnumMap<>(Signal.class);
    for (Signal signal : Signal.values()) {
      signals.put(signal, stats(signal));
    }
    return new StoreStats(signals, "elasticsearch");
  }

  private SignalStats stats(Signal signal) {
    var response =
        cluster.read(
            "count",
            client ->
                client.search(
                    search ->
                        search
                            .index(names.all(Kind.of(signal)))
                            .size(0)
                            .allowPartialSearchResults(false)
                            .trackTotalHits(track -> track.enabled(true))
                            .aggregations("oldest", by -> by.min(min -> min.field(Names.TIME)))
                            .aggregations("newest", by -> by.max(max -> max.field(Names.TIME))),
                    Void.class));
    long stored = response.hits().total() == null ? 0 : response.hits().total().value();
    Aggregate oldest = response.aggregations().get("oldest");
    Aggregate newest = response.aggregations().get("newest");
    return new SignalStats(
        stored,
        state.expired(signal),
        state.duplicates(signal),
        Long.MAX_VALUE,
        stored == 0 || oldest == null ? 0 : time(oldest.min().value()),
        stored == 0 || newest == null ? 0 : time(newest.max().value()));
  }

  private static long time(@Nullable Double value) {
    return value == null ? 0 : (long) (double) value;
  }

  @Override
  public List<SourceProgress> progress() {
    return state.progress();
  }

  /** Deletes whole days. */
  @Override
  public void expire(Signal signal, long beforeUnixNano) {
    writing.exclusively(() -> expiry.before(signal, beforeUnixNano));
  }

  /** Also while data is taken and waits in the log because Elasticsearch is away. */
  @Override
  public Optional<String> problem() {
    if (writing.fenced()) {
      return Optional.of("the log could not be forced; restart when the disk is well");
    }
    String failure = writing.failure();
    return Optional.ofNullable(failure != null ? failure : patience.problem());
  }

  /** Bytes acknowledged and not yet in Elasticsearch. */
  public long backlogBytes() {
    return writing.backlogBytes();
  }

  /** Totals of figures the server refused for good since the start, by reason. */
  public Map<String, Long> refusedFigures() {
    return rollups.refused();
  }

  /** Items the server refused for good, by reason. */
  public Map<String, Long> dropped(Signal signal) {
    return state.dropped(signal);
  }

  /**
   * Waits until everything acknowledged can be found; false when that takes too long.
   *
   * @param patience at most
   */
  public boolean settle(Duration patience) {
    if (!writing.settle(patience)) {
      return false;
    }
    cluster.ask(
        "refresh", client -> client.indices().refresh(all -> all.index(settings.prefix() + "-*")));
    return true;
  }

  /** Ends writing, then everything else. What is in the log is brought on at the next start. */
  @Override
  public void close() {
    keeper.shutdownNow();
    RuntimeException failed = null;
    for (Runnable room :
        List.<Runnable>of(writing::close, ledger::save, cluster::close, lock::close)) {
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
