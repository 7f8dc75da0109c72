package io.midwatch.storage.columnar;

import io.midwatch.model.Signal;
import io.midwatch.storage.columnar.manifest.Manifest;
import io.midwatch.storage.columnar.manifest.SegmentEntry;
import io.midwatch.storage.columnar.query.EarlierPart;
import io.midwatch.storage.columnar.query.Part;
import io.midwatch.storage.columnar.query.Snapshot;
import io.midwatch.storage.columnar.segment.SegmentWriter;
import io.midwatch.storage.contract.StoreException;
import io.midwatch.storage.contract.write.EncodedBatch;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/*
 * Three ages of rows, together in one immutable State that readers take once:
 *
 *   sealed segments  ◄── waiting (full, being sealed) ◄── active (appended to)
 *
 * The writer replaces the state when it turns the active buffer over, the sealer when a buffer has
 * become a segment. A reader that took the state before still sees each row once.
 */
/** The rows of one signal, hot and sealed. One writer, one sealer, any number of readers. */
final class RowSignal<T> implements Ingest.HotSignal, Sealing {
  private final RowKind<T> kind;
  private final RowFiles files;
  private final int maxRows;
  private final ReentrantLock lock = new ReentrantLock();
  private volatile State<T> state;

  // What is earlier, and the state it was made of: both are the writer's alone.
  private List<EarlierPart<T>> earlier = List.of();
  private @Nullable State<T> earlierIn;

  /** What readers see. */
  private record State<T>(
      List<SealedRows<T>> sealed,
      List<HotRows<T>> waiting,
      HotRows<T> active,
      List<Broken> broken) {}

  RowSignal(
      RowKind<T> kind,
      RowFiles files,
      int maxRows,
      List<SealedRows<T>> sealed,
      List<Broken> broken) {
    this.kind = kind;
    this.files = files;
    this.maxRows = maxRows;
    this.state =
        new State<>(
            List.copyOf(sealed), List.of(), new HotRows<>(kind, maxRows), List.copyOf(broken));
  }

  @Override
  public Signal signal() {
    return kind.signal();
  }

  /** Every row that is published, oldest buffers first. */
  List<Part<T>> parts() {
    return parts(state);
  }

  private static <T> List<Part<T>> parts(State<T> now) {
    List<Part<T>> parts = new ArrayList<>(now.sealed.size() + now.waiting.size() + 1);
    now.sealed.forEach(sealed -> parts.add(sealed.part()));
    now.waiting.forEach(hot -> parts.add(hot.part()));
    parts.add(now.active.part());
    return parts;
  }

  /** Every row that can be read, of one moment. */
  Snapshot<T> snapshot() {
    State<T> now = state;
    return new Snapshot<>(parts(now), now.broken.stream().map(Broken::file).toList());
  }

  List<SealedRows<T>> sealed() {
    return state.sealed;
  }

  /** Buffers that are in no segment yet. */
  List<Part<T>> hot() {
    State<T> now = state;
    List<Part<T>> parts = new ArrayList<>();
    now.waiting.forEach(hot -> parts.add(hot.part()));
    parts.add(now.active.part());
    return parts;
  }

  /**
   * Everything but the buffer that is appended to, oldest first; the same list as long as nothing
   * changed. For the writer.
   */
  @SuppressWarnings("ReferenceEquality") // the state itself
  List<EarlierPart<T>> earlier() {
    State<T> now = state;
    if (now != earlierIn) {
      List<EarlierPart<T>> parts = new ArrayList<>();
      for (SealedRows<T> each : now.sealed) {
        SegmentEntry entry = each.entry();
        parts.add(
            new EarlierPart<>(
                each.part(),
                entry.minUnixNano(),
                entry.maxUnixNano(),
                entry.firstPosition(),
                entry.lastPosition()));
      }
      now.waiting.forEach(hot -> parts.add(hot.earlier()));
      earlier = List.copyOf(parts);
      earlierIn = now;
    }
    return earlier;
  }

  /** Segments that cannot be read. */
  List<Broken> broken() {
    return state.broken;
  }

  /** Leaves the segment that a failure names out of all further questions; null for none. */
  @Nullable Broken takeOut(StoreException failure) {
    lock.lock();
    try {
      State<T> now = state;
      for (SealedRows<T> each : now.sealed) {
        if (Broken.isNamed(each.entry(), failure)) {
          Broken broken = Broken.of(each.entry(), failure, each.file()::close);
          List<SealedRows<T>> sealed = new ArrayList<>(now.sealed);
          sealed.remove(each);
          List<Broken> all = new ArrayList<>(now.broken);
          all.add(broken);
          state = new State<>(List.copyOf(sealed), now.waiting, now.active, List.copyOf(all));
          return broken;
        }
      }
      return null;
    } finally {
      lock.unlock();
    }
  }

  /** Whether the segment a failure names was taken out, perhaps by another question just now. */
  boolean isOut(StoreException failure) {
    return state.broken.stream().anyMatch(each -> Broken.isNamed(each.entry(), failure));
  }

  /** Forgets segments that are listed no more. */
  void forget(Collection<SegmentEntry> gone) {
    lock.lock();
    try {
      State<T> now = state;
      List<Broken> left = new ArrayList<>(now.broken);
      left.removeIf(each -> gone.contains(each.entry()));
      state = new State<>(now.sealed, now.waiting, now.active, List.copyOf(left));
    } finally {
      lock.unlock();
    }
  }

  /** In a new buffer when the batch does not fit. */
  @Override
  public int append(long position, EncodedBatch batch, Instant now) {
    if (state.active.isFullFor(batch.acceptedCount(), maxRows) && !state.active.isEmpty()) {
      turnOver();
    }
    return state.active.append(position, batch, now);
  }

  @Override
  public void publish() {
    state.active.publish();
  }

  @Override
  public void turnOver() {
    lock.lock();
    try {
      State<T> now = state;
      if (now.active.isUntouched()) {
        return;
      }
      now.active.publish();
      List<HotRows<T>> waiting = new ArrayList<>(now.waiting);
      waiting.add(now.active);
      state =
          new State<>(now.sealed, List.copyOf(waiting), new HotRows<>(kind, maxRows), now.broken);
    } finally {
      lock.unlock();
    }
  }

  @Override
  public int waiting() {
    return state.waiting.size();
  }

  @Override
  public @Nullable Job nextToSeal() {
    List<HotRows<T>> waiting = state.waiting;
    return waiting.isEmpty() ? null : new RowJob(waiting.getFirst());
  }

  /** One buffer on its way into a segment. */
  private final class RowJob implements Job {
    private final HotRows<T> from;
    private @Nullable SealedRows<T> segment;

    RowJob(HotRows<T> from) {
      this.from = from;
    }

    @Override
    public UnaryOperator<Manifest> write(Supplier<String> file) {
      if (from.isEmpty()) {
        return known -> known.withDropped(signal(), from.lastPosition(), from.duplicates());
      }
      SealedRows<T> written =
          files.write(
              kind,
              file.get(),
              from.part(),
              SegmentWriter.SEAL_LEVEL,
              from.firstPosition(),
              from.lastPosition());
      segment = written;
      return known -> known.withSealed(written.entry(), from.duplicates());
    }

    @Override
    public void install() {
      sealed(from, segment);
    }
  }

  @Override
  public Instant activeSince() {
    HotRows<T> active = state.active;
    return active.isUntouched() ? Instant.MAX : active.since();
  }

  /** Puts a segment in the place of the buffer it was made from; null when that had no rows. */
  private void sealed(HotRows<T> from, @Nullable SealedRows<T> segment) {
    lock.lock();
    try {
      State<T> now = state;
      List<SealedRows<T>> sealed = new ArrayList<>(now.sealed);
      if (segment != null) {
        sealed.add(segment);
      }
      List<HotRows<T>> waiting = new ArrayList<>(now.waiting);
      waiting.remove(from);
      state = new State<>(List.copyOf(sealed), List.copyOf(waiting), now.active, now.broken);
    } finally {
      lock.unlock();
    }
  }

  /** Puts segments in the place of others: none when they are too old, one when they are merged. */
  void replace(Collection<SealedRows<T>> old, List<SealedRows<T>> with) {
    lock.lock();
    try {
      State<T> now = state;
      List<SealedRows<T>> sealed = new ArrayList<>(now.sealed);
      int at = 0; // a part that was found damaged just now is not there any more
      while (at < sealed.size() && !old.contains(sealed.get(at))) {
        at++;
      }
      sealed.addAll(at, with);
      sealed.removeAll(old);
      state = new State<>(List.copyOf(sealed), now.waiting, now.active, now.broken);
    } finally {
      lock.unlock();
    }
  }

  @Override
  public long firstUnsealed(boolean sealing) {
    State<T> now = state;
    int next = sealing ? 1 : 0;
    if (now.waiting.size() > next) {
      return now.waiting.get(next).firstPosition();
    }
    return now.active.isUntouched() ? Long.MAX_VALUE : now.active.firstPosition();
  }

  /** Every listed segment, of one moment. */
  List<SegmentEntry> entries() {
    State<T> now = state;
    List<SegmentEntry> entries = new ArrayList<>();
    now.sealed.forEach(each -> entries.add(each.entry()));
    now.broken.forEach(each -> entries.add(each.entry()));
    return entries;
  }

  /** Items dropped as duplicates in buffers that are not sealed yet. */
  long hotDuplicates() {
    State<T> now = state;
    return now.active.duplicates() + now.waiting.stream().mapToLong(HotRows::duplicates).sum();
  }
}
