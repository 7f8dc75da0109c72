package io.midwatch.storage.elasticsearch.write;

import io.midwatch.model.Signal;
import io.midwatch.storage.contract.StoreException;
import io.midwatch.storage.contract.query.SourceProgress;
import io.midwatch.storage.wal.LogPosition;
import io.midwatch.storage.wal.disk.Disk;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.security.SecureRandom;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.CRC32C;

/**
 * How far the log is in Elasticsearch, and the counts that go with that position. One small file,
 * replaced as a whole; what came after it is applied again from the log and found there already.
 * Thread-safe.
 *
 * <pre>
 * "MWES" version writer position · per signal: taken duplicates expired dropped{reason items}
 * · progress{source signal latest received items} · CRC32C
 * </pre>
 */
public final class AppliedState {
  private static final String FILE = "ELASTICSEARCH";
  private static final int MAGIC = 0x4d574553;
  private static final int VERSION = 1;
  private static final int MOST_SOURCES = 10_000;

  private final int writer;
  private long position = LogPosition.START;
  private final Map<Signal, Counts> counts = new EnumMap<>(Signal.class);
  private final Map<Source, SourceProgress> progress = new HashMap<>();

  private record Source(String name, Signal signal) {}

  private static final class Counts {
    private long taken;
    private long duplicates;
    private long expired;
    private final Map<String, Long> dropped = new HashMap<>();
  }

  private AppliedState(int writer) {
    this.writer = writer;
    for (Signal signal : Signal.values()) {
      counts.put(signal, new Counts());
    }
  }

  /**
   * What the folder says, or a new writer's beginning.
   *
   * @throws StoreException when the file is damaged
   */
  public static AppliedState open(Disk disk) {
    if (disk.exists(FILE)) {
      return read(disk.readAll(FILE));
    }
    AppliedState first = new AppliedState(1 + new SecureRandom().nextInt(Integer.MAX_VALUE));
    first.save(disk);
    return first;
  }

  /** Which of all writers this folder's is: part of the ids of its rows. */
  public int writer() {
    return writer;
  }

  /** The last position that is in Elasticsearch with all its items and figures. */
  public synchronized long position() {
    return position;
  }

  /** Counts what became of batches, in one step with how far the log is brought. */
  synchronized void reached(long reached, Collection<BatchTally> batches) {
    for (BatchTally batch : batches) {
      Signal signal = batch.batch().signal();
      Counts counts = of(signal);
      counts.taken += batch.settled();
      counts.duplicates += batch.duplicates();
      batch.dropped().forEach((reason, items) -> counts.dropped.merge(reason, items, Long::sum));
      if (batch.stored() > 0) {
        stored(
            batch.batch().source(),
            signal,
            batch.latest(),
            batch.batch().receivedUnixNano(),
            batch.stored());
      }
    }
    position = Math.max(position, reached);
  }

  private void stored(String source, Signal signal, long latestItem, long received, long items) {
    Source key = new Source(source, signal);
    if (progress.size() >= MOST_SOURCES && !progress.containsKey(key)) {
      return;
    }
    progress.merge(
        key,
        new SourceProgress(source, signal, latestItem, received, items),
        (known, more) ->
            new SourceProgress(
                source,
                signal,
                Math.max(known.latestItemUnixNano(), latestItem),
                Math.max(known.lastReceivedUnixNano(), received),
                known.items() + items));
  }

  public synchronized void expired(Signal signal, long items) {
    of(signal).expired += items;
  }

  public synchronized long takenItems(Signal signal) {
    return of(signal).taken;
  }

  public synchronized long duplicates(Signal signal) {
    return of(signal).duplicates;
  }

  public synchronized long expired(Signal signal) {
    return of(signal).expired;
  }

  /** Items the server refused for good, by reason. */
  public synchronized Map<String, Long> dropped(Signal signal) {
    return Map.copyOf(of(signal).dropped);
  }

  public synchronized List<SourceProgress> progress() {
    return progress.values().stream()
        .sorted(Comparator.comparing(SourceProgress::source).thenComparing(SourceProgress::signal))
        .toList();
  }

  private Counts of(Signal signal) {
    return java.util.Objects.requireNonNull(counts.get(signal));
  }

  /** Makes everything said so far durable. */
  public void save(Disk disk) {
    disk.replace(FILE, ByteBuffer.wrap(write()));
  }

  private synchronized byte[] write() {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (DataOutputStream out = new DataOutputStream(bytes)) {
      out.writeInt(MAGIC);
      out.writeInt(VERSION);
      out.writeInt(writer);
      out.writeLong(position);
      for (Signal signal : Signal.values()) {
        Counts of = of(signal);
        out.writeLong(of.taken);
        out.writeLong(of.duplicates);
        out.writeLong(of.expired);
        out.writeInt(of.dropped.size());
        for (Map.Entry<String, Long> reason : of.dropped.entrySet()) {
          out.writeUTF(reason.getKey());
          out.writeLong(reason.getValue());
        }
      }
      out.writeInt(progress.size());
      for (SourceProgress each : progress.values()) {
        out.writeUTF(each.source());
        out.writeUTF(each.signal().name());
        out.writeLong(each.latestItemUnixNano());
        out.writeLong(each.lastReceivedUnixNano());
        out.writeLong(each.items());
      }
      out.flush();
      out.writeInt(checksum(bytes.toByteArray(), bytes.size()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  private static AppliedState read(byte[] bytes) {
    int content = bytes.length - Integer.BYTES;
    if (content < 2 * Integer.BYTES
        || ByteBuffer.wrap(bytes).getInt() != MAGIC
        || ByteBuffer.wrap(bytes).getInt(content) != checksum(bytes, content)) {
      throw new StoreException("the file " + FILE + " is damaged");
    }
    try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes, 4, content))) {
      int version = in.readInt();
      if (version != VERSION) {
        throw new StoreException(
            "the file " + FILE + " has version " + version + ", this program reads " + VERSION);
      }
      AppliedState state = new AppliedState(in.readInt());
      state.position = in.readLong();
      for (Signal signal : Signal.values()) {
        Counts of = state.of(signal);
        of.taken = in.readLong();
        of.duplicates = in.readLong();
        of.expired = in.readLong();
        for (int left = in.readInt(); left > 0; left--) {
          of.dropped.put(in.readUTF(), in.readLong());
        }
      }
      for (int left = in.readInt(); left > 0; left--) {
        String source = in.readUTF();
        Signal signal = Signal.valueOf(in.readUTF());
        state.progress.put(
            new Source(source, signal),
            new SourceProgress(source, signal, in.readLong(), in.readLong(), in.readLong()));
      }
      return state;
    } catch (IOException e) {
      throw new StoreException("the file " + FILE + " ends too early: it is damaged", e);
    }
  }

  private static int checksum(byte[] bytes, int length) {
    CRC32C checksum = new CRC32C();
    checksum.update(bytes, 0, length);
    return (int) checksum.getValue();
  }
}
