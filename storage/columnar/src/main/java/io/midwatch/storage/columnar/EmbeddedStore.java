package io.midwatch.storage.columnar;

import io.midwatch.model.LogRecord;
import io.midwatch.model.MetricPoint;
import io.midwatch.model.Signal;
import io.midwatch.model.Span;
import io.midwatch.storage.contract.control.IngestLedger;
import io.midwatch.storage.contract.query.SourceProgress;
import io.midwatch.storage.contract.query.StoreStats;
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
import io.midwatch.storage.wal.RecordWriter;
import io.midwatch.storage.wal.ReplayReport;
import io.midwatch.storage.wal.disk.Disk;
import io.midwatch.storage.wal.disk.LocalDisk;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * The durable store of its own files, in one folder that one process owns. Thread-safe; writers
 * wait for the disk, readers for nobody. This class is the front; {@code docs/storage.md} walks
 * through the rooms behind it.
 *
 * <pre>{@code
 * try (EmbeddedStore store = EmbeddedStore.open(folder, parts, settings)) {
 *   store.write(batch);
 *   store.spans().trace(QueryScope.ALL, traceId);
 * }
 * }</pre>
 */
public final class EmbeddedStore
    implements TelemetryWriter,
        SpanWriter,
        LogWriter,
        PointWriter,
        StoreStatus,
        Retention,
        AutoCloseable {
  private final StoreRooms rooms;
  private final RecordWriter records;

  private EmbeddedStore(StoreRooms rooms, StoreParts parts) {
    this.rooms = rooms;
    this.records = new RecordWriter(rooms.writer(), parts.encoder(), parts.clock());
  }

  /**
   * Opens the store in a folder, which is made when it is missing, and brings back what the log
   * holds. Files the store does not list are deleted. A damaged segment does not stop the start: it
   * is in {@link #damaged()}, and answers say that they are incomplete.
   *
   * @throws io.midwatch.storage.contract.StoreException when another process has the folder, the
   *     manifest is damaged or the disk fails
   */
  public static EmbeddedStore open(Path folder, StoreParts parts, EmbeddedSettings settings) {
    return open(new LocalDisk(folder), parts, settings);
  }

  /** The same on any disk. */
  public static EmbeddedStore open(Disk disk, StoreParts parts, EmbeddedSettings settings) {
    return new EmbeddedStore(StoreRooms.open(disk, parts, settings), parts);
  }

  @Override
  public WriteReceipt write(EncodedBatch batch) {
    return rooms.writer().write(batch);
  }

  @Override
  public void writeSpans(List<Span> spans) {
    records.writeSpans(spans);
  }

  @Override
  public void writeLogs(List<LogRecord> logs) {
    records.writeLogs(logs);
  }

  @Override
  public void writePoints(List<MetricPoint> points) {
    records.writePoints(points);
  }

  public SpanReader spans() {
    return rooms.spans();
  }

  public LogReader logs() {
    return rooms.logs();
  }

  public MetricReader metrics() {
    return rooms.metrics();
  }

  public RollupReader rollups() {
    return rooms.rollups();
  }

  /** Counts of everything that came in, kept from one run to the next. */
  public IngestLedger ledger() {
    return rooms.ledger();
  }

  @Override
  public StoreStats stats() {
    return rooms.stats();
  }

  /** Files, memory and what the writer did, for whoever runs the store. */
  public EmbeddedFigures figures() {
    return rooms.figures();
  }

  @Override
  public List<SourceProgress> progress() {
    return rooms.progress();
  }

  /** Removes whole segments; what is still hot stays until it is sealed. */
  @Override
  public void expire(Signal signal, long beforeUnixNano) {
    rooms.expire(signal, beforeUnixNano);
  }

  /** Brings everything that is hot into segments; returns when it is done. */
  public void seal() {
    rooms.seal();
  }

  /** What the start found in the log. */
  public ReplayReport recovery() {
    return rooms.recovery();
  }

  /** Listed files that cannot be read, with the reason. */
  public List<String> damaged() {
    return rooms.damaged();
  }

  @Override
  public Optional<String> problem() {
    return Optional.ofNullable(rooms.problem());
  }

  /** Ends writing, then everything else. What is in the log is back at the next start. */
  @Override
  public void close() {
    rooms.close();
  }
}
