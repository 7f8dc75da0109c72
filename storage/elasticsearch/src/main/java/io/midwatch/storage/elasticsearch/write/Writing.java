package io.midwatch.storage.elasticsearch.write;

import io.midwatch.model.Signal;
import io.midwatch.model.semconv.CanonicalReader;
import io.midwatch.storage.contract.StoreException;
import io.midwatch.storage.contract.rollup.RollupDeriver;
import io.midwatch.storage.contract.write.TelemetryWriter;
import io.midwatch.storage.elasticsearch.client.Bulk;
import io.midwatch.storage.elasticsearch.client.Patience;
import io.midwatch.storage.elasticsearch.doc.ItemCodec;
import io.midwatch.storage.elasticsearch.doc.Names;
import io.midwatch.storage.elasticsearch.rollup.ElasticsearchRollups;
import io.midwatch.storage.wal.LogPosition;
import io.midwatch.storage.wal.LoggedWriter;
import io.midwatch.storage.wal.ReplayReport;
import io.midwatch.storage.wal.WriteAheadLog;
import io.midwatch.storage.wal.WriterOptions;
import io.midwatch.storage.wal.WriterStats;
import io.midwatch.storage.wal.disk.Disk;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The way in: the log, and behind it the thread that brings its batches into Elasticsearch. */
public final class Writing implements AutoCloseable {
  private static final Duration FIRST_PAUSE = Duration.ofMillis(100);
  private static final Duration PAUSE = Duration.ofSeconds(5);
  private static final Duration EXPIRY_PATIENCE = Duration.ofSeconds(30);

  private final Disk disk;
  private final AppliedState state;
  private final WriteAheadLog wal;
  private final DocumentWriter documents;
  private final Drain drain;
  private final Map<Signal, Long> takenAtStart = new EnumMap<>(Signal.class);
  private final ReplayReport recovery;
  private final LoggedWriter writer;

  /** What the way in is made of. */
  public record Parts(
      Disk disk,
      AppliedState state,
      Names names,
      ItemCodec codec,
      CanonicalReader reader,
      RollupDeriver deriver,
      Setup setup,
      Bulk bulk,
      ElasticsearchRollups rollups,
      Patience patience) {}

  /** Remembers what the log holds up to where the state is, replays what is behind, and starts. */
  public Writing(Parts parts, WriterOptions options, long backlogBytes) {
    this.disk = parts.disk();
    this.state = parts.state();
    this.documents =
        new DocumentWriter(
            parts.names(),
            parts.codec(),
            parts.reader(),
            parts.deriver(),
            parts.bulk(),
            parts.setup(),
            parts.rollups(),
            parts.state());
    this.wal = WriteAheadLog.open(disk, WriteAheadLog.FILE_BYTES);
    this.drain =
        new Drain(
            new Forwarding(
                batches -> {
                  requireSetup(parts);
                  documents.write(batches);
                },
                logged -> {
                  requireSetup(parts);
                  documents.rehearse(logged);
                },
                documents::skip,
                FIRST_PAUSE),
            this::save,
            () -> parts.patience().problem() != null,
            PAUSE,
            backlogBytes);
    try {
      this.recovery = wal.replay(state.position() + 1, new Replayed(drain, documents));
    } catch (IllegalStateException e) {
      throw new StoreException("the log could not be replayed: " + e.getMessage(), e);
    }
    for (Signal signal : Signal.values()) {
      takenAtStart.put(signal, state.takenItems(signal) + drain.backlogItems(signal));
    }
    drain.start();
    this.writer = LoggedWriter.start(wal, drain, options);
  }

  private static void requireSetup(Parts parts) {
    parts
        .patience()
        .until(() -> {
          parts.setup().require();
          return true;
        });
  }

  /** A file more than is needed stays: what was counted from it is remembered at the next start. */
  private void save() {
    state.save(disk);
    int file = LogPosition.of(state.position()).file();
    wal.deleteBefore(new LogPosition(Math.max(0, file - 1), 0).toLong());
  }

  public TelemetryWriter writer() {
    return writer;
  }

  /** What the start found in the log. */
  public ReplayReport recovery() {
    return recovery;
  }

  /** Forgets what is known of an index that is gone; called within {@link #exclusively}. */
  public void forget(String index) {
    documents.forget(index);
  }

  /** Items ever taken in before this start, those that came again from the log included. */
  public long takenAtStart(Signal signal) {
    return takenAtStart.getOrDefault(signal, 0L);
  }

  public WriterStats stats() {
    return writer.stats();
  }

  /** Whether the log takes nothing more. */
  public boolean fenced() {
    return wal.fenced();
  }

  public long logBytes() {
    return wal.sizeBytes();
  }

  /** Bytes acknowledged and not yet in Elasticsearch. */
  public long backlogBytes() {
    return drain.backlogBytes();
  }

  /** Why nothing is brought into Elasticsearch any more, null when all is well. */
  public @Nullable String failure() {
    return drain.failure();
  }

  /** Waits until everything acknowledged is in Elasticsearch; false when that takes too long. */
  public boolean settle(Duration patience) {
    return drain.settle(patience);
  }

  /**
   * Runs while no document is written.
   *
   * @throws StoreException when documents are being written for too long
   */
  public void exclusively(Runnable change) {
    if (!drain.exclusively(EXPIRY_PATIENCE, change)) {
      throw new StoreException("Elasticsearch is being written to for too long");
    }
  }

  @Override
  public void close() {
    try {
      writer.close();
    } finally {
      drain.close();
      try {
        state.save(disk);
      } finally {
        wal.close();
      }
    }
  }
}
