package io.midwatch.storage.columnar.span;

import io.midwatch.model.Span;
import io.midwatch.model.TraceId;
import io.midwatch.storage.columnar.query.EarlierPart;
import io.midwatch.storage.columnar.table.Numbers;
import io.midwatch.storage.contract.StoreException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/*
 * An equal span has the same start, the same span id and the same trace. So, cheapest first:
 *
 *   start ── which parts have a row in these 17 s?      a map, mostly the answer of the span before
 *   id    ── may such a part have (start, span id)?     SpanDigest, one load; 1 of 300 passes wrongly
 *   trace ── which rows has the trace there?            the trace index, then whole spans
 *
 * A digest costs a pass over two columns. Spans in order of time need two or three of them, but late
 * data may be of any time: each span asked about pays for a few rows of the next digest, and a part
 * that has none yet is asked by its trace filter. The answer is the same.
 */
/**
 * Knows whether an equal span was stored before the buffer that is being filled, in a full buffer
 * or in a segment. The answer depends on what was stored, not on where it is by now. Not
 * thread-safe: for the thread that appends.
 */
public final class EarlierSpans {
  private static final int MOST_TIMES = 1024;
  private static final int MOST_DIGESTS = 32;
  private static final int ROWS_PER_SPAN = 16;
  private static final int MOST_ROWS_PAID = 8 << 20;

  private final Supplier<List<EarlierPart<Span>>> parts;
  private final Map<Long, Candidate[]> byTime = new HashMap<>();
  private final LinkedHashMap<Place, SpanDigest> digests = new LinkedHashMap<>(16, 0.75f, true);
  private final Set<Place> unreadable = new HashSet<>();
  private List<EarlierPart<Span>> known = List.of();
  private Candidate[] last = {};
  private long lastTime = Long.MIN_VALUE;
  private int rowsPaid = MOST_ROWS_PAID;
  private int rowsOwed;

  /** What a part holds, by its place in the log. */
  private record Place(long firstPosition, long lastPosition) {
    static Place of(EarlierPart<Span> part) {
      return new Place(part.firstPosition(), part.lastPosition());
    }
  }

  private record Candidate(EarlierPart<Span> part, @Nullable SpanDigest digest) {}

  /**
   * @param parts of the moment, each a {@link SpanPart}; the same list as long as nothing changed
   */
  public EarlierSpans(Supplier<List<EarlierPart<Span>>> parts) {
    this.parts = parts;
  }

  /**
   * Whether a span of the same ids and content was stored.
   *
   * @param whole the span, asked for only when one of the same ids and start was found
   */
  boolean holds(long traceIdHigh, long traceIdLow, long spanId, long start, Supplier<Span> whole) {
    Candidate[] candidates = candidates(start);
    if (candidates.length == 0) {
      return false;
    }
    long hash = SpanDigest.hash(spanId, start);
    for (Candidate candidate : candidates) {
      SpanDigest digest = candidate.digest;
      if ((digest == null || digest.mayHold(hash))
          && isIn(candidate.part, traceIdHigh, traceIdLow, spanId, start, whole)) {
        return true;
      }
    }
    return false;
  }

  /** The parts that may have rows of about that time. */
  @SuppressWarnings("ReferenceEquality") // the list itself says that nothing changed
  private Candidate[] candidates(long start) {
    List<EarlierPart<Span>> now = parts.get();
    rowsPaid = Math.min(MOST_ROWS_PAID, rowsPaid + ROWS_PER_SPAN);
    if (now != known || (rowsOwed > 0 && rowsOwed <= rowsPaid)) {
      known = now;
      rowsOwed = 0;
      forgetTimes();
    }
    long time = SpanDigest.time(start);
    if (time != lastTime) {
      Candidate[] found = byTime.get(time);
      last = found == null ? find(time) : found;
      lastTime = time;
    }
    return last;
  }

  private void forgetTimes() {
    byTime.clear();
    lastTime = Long.MIN_VALUE;
  }

  private Candidate[] find(long time) {
    List<Candidate> found = new ArrayList<>();
    for (EarlierPart<Span> part : known.reversed()) {
      if (part.part().table().rows() > 0
          && SpanDigest.time(part.fromUnixNano()) <= time
          && SpanDigest.time(part.toUnixNano()) >= time
          && !unreadable.contains(Place.of(part))) {
        SpanDigest digest = found.size() < MOST_DIGESTS ? digest(part) : null;
        if (digest == null || digest.mayHoldTime(time)) {
          found.add(new Candidate(part, digest));
        }
      }
    }
    if (byTime.size() >= MOST_TIMES) {
      byTime.clear();
    }
    Candidate[] candidates = found.toArray(Candidate[]::new);
    byTime.put(time, candidates);
    return candidates;
  }

  /** Null when the part has none and nobody has paid for one. */
  private @Nullable SpanDigest digest(EarlierPart<Span> part) {
    SpanDigest digest = digests.get(Place.of(part));
    if (digest != null) {
      return digest;
    }
    int rows = part.part().table().rows();
    if (rowsPaid < rows) {
      rowsOwed = Math.min(rows, MOST_ROWS_PAID);
      return null;
    }
    rowsPaid -= rows;
    try {
      digest = SpanDigest.of(part.part());
    } catch (StoreException e) {
      unreadable.add(Place.of(part));
      return null;
    }
    if (digests.size() >= MOST_DIGESTS) {
      digests.pollFirstEntry();
      forgetTimes();
    }
    digests.put(Place.of(part), digest);
    return digest;
  }

  /** A part that cannot be read counts as without the span: better stored twice than not at all. */
  private boolean isIn(
      EarlierPart<Span> part,
      long traceIdHigh,
      long traceIdLow,
      long spanId,
      long start,
      Supplier<Span> whole) {
    if (!(part.part() instanceof SpanPart spans) || unreadable.contains(Place.of(part))) {
      return false;
    }
    try {
      TraceId trace = new TraceId(traceIdHigh, traceIdLow);
      if (!spans.mayHold(trace)) {
        return false;
      }
      Numbers ids = spans.table().numbers(SpanSchema.SPAN);
      for (int row : spans.rowsOf(trace)) {
        if (ids.at(row) == spanId
            && spans.times().at(row) == start
            && spans.item(row).equals(whole.get())) {
          return true;
        }
      }
      return false;
    } catch (StoreException e) {
      unreadable.add(Place.of(part));
      return false;
    }
  }
}
