package io.midwatch.storage.columnar;

import io.midwatch.storage.contract.StoreException;
import io.midwatch.storage.contract.rollup.RollupDeriver;
import io.midwatch.storage.contract.write.EncodedBatch;
import io.midwatch.storage.wal.LogPosition;
import java.util.ArrayDeque;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * The last requests of spans, which later spans are derived beside: the log is kept for them though
 * they are sealed, and at the start they are recalled. For one thread, but {@link #from}.
 *
 * <pre>
 * log    sealed ……………………………|…………… sealed ……………|……… to be replayed
 *                              from: 2 minutes    logFrom
 * </pre>
 */
final class SpanHistory {
  /** Recalling a span takes some microseconds of the start. */
  private static final int MOST_SPANS = 500_000;

  /** Requests this close together are one mark. */
  private static final long TOGETHER_NANOS = 1_000_000_000L;

  private static final long NOTHING = Long.MAX_VALUE;

  private final RollupDeriver deriver;
  private final Consumer<EncodedBatch> recall;
  private final long windowNanos;
  private final long mostBytes;
  private final ArrayDeque<Mark> marks = new ArrayDeque<>();
  private final ArrayDeque<EncodedBatch> pending = new ArrayDeque<>();
  private boolean isWhole = true;
  private boolean begun;
  private int spans;
  private long bytes;
  private int pendingSpans;
  private volatile long from = NOTHING;

  /** Requests that came together. */
  private static final class Mark {
    private final long position;
    private final long received;
    private int spans;
    private long bytes;

    Mark(long position, long received) {
      this.position = position;
      this.received = received;
    }
  }

  /**
   * @param recall tells the deriver of a batch whose counts are kept
   * @param mostBytes of the log that are kept for this, roughly
   */
  SpanHistory(RollupDeriver deriver, Consumer<EncodedBatch> recall, long mostBytes) {
    this.deriver = deriver;
    this.recall = recall;
    this.windowNanos = deriver.recalls().toNanos();
    this.mostBytes = mostBytes;
  }

  /** The first position of the log that is kept for this. */
  long from() {
    return from;
  }

  /** A batch of spans is applied, live or in replay; what came before it is told now. */
  void applied(long position, EncodedBatch batch) {
    if (windowNanos > 0) {
      begin(position, batch);
      recallPending();
      mark(position, batch);
    }
  }

  /**
   * It is this time and no spans came: when they have not come for longer than the window, the log
   * is kept for none.
   */
  void passed(long received) {
    while (!marks.isEmpty() && isOver(marks.element(), received)) {
      drop();
    }
    from = marks.isEmpty() ? NOTHING : marks.element().position;
  }

  /** In replay: a batch of spans that is sealed, if it can be read. */
  void sealed(long position, Supplier<EncodedBatch> from) {
    if (windowNanos == 0) {
      return;
    }
    try {
      sealed(position, from.get());
    } catch (StoreException e) { // the log says so itself where it matters
      isWhole = false;
    }
  }

  private void sealed(long position, EncodedBatch batch) {
    isWhole &= LogPosition.of(position).file() == 1 || begun || !pending.isEmpty();
    mark(position, batch);
    pending.add(batch);
    pendingSpans += batch.acceptedCount();
    while (pending.size() > 1
        && (pendingSpans > MOST_SPANS
            || pending.element().receivedUnixNano() + windowNanos < batch.receivedUnixNano())) {
      pendingSpans -= pending.remove().acceptedCount();
      isWhole = false;
    }
  }

  /** In replay: what is sealed is told before anything is derived beside it, and at the end. */
  void recallPending() {
    while (!pending.isEmpty()) {
      EncodedBatch batch = pending.remove();
      begin(batch);
      recall.accept(batch);
    }
    pendingSpans = 0;
  }

  private void begin(long position, EncodedBatch batch) {
    if (!begun && pending.isEmpty()) {
      isWhole &= LogPosition.of(position).file() == 1;
      begin(batch);
    }
  }

  private void begin(EncodedBatch first) {
    if (!begun) {
      begun = true;
      if (!isWhole) {
        deriver.beginHistory(first.receivedUnixNano());
      }
    }
  }

  private void mark(long position, EncodedBatch batch) {
    Mark last = marks.peekLast();
    long received = batch.receivedUnixNano();
    if (last == null || received > last.received + TOGETHER_NANOS || received < last.received) {
      last = new Mark(position, received);
      marks.add(last);
    }
    last.spans += batch.acceptedCount();
    last.bytes += batch.body().length;
    spans += batch.acceptedCount();
    bytes += batch.body().length;
    while (marks.size() > 1
        && (spans > MOST_SPANS || bytes > mostBytes || isOver(marks.element(), received))) {
      drop();
    }
    from = marks.element().position;
  }

  private boolean isOver(Mark mark, long now) {
    return mark.received + TOGETHER_NANOS + windowNanos < now;
  }

  private void drop() {
    Mark gone = marks.remove();
    spans -= gone.spans;
    bytes -= gone.bytes;
  }
}
