package io.midwatch.derive.error;

import io.midwatch.derive.error.Failure.Source;
import io.midwatch.derive.error.StandingCounts.Standing;
import io.midwatch.model.SpanId;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Who told of one exception in one service of one trace, and how often it therefore struck. What is
 * told is a set: the order in which it comes changes nothing in the end.
 *
 * <pre>
 * CLIENT span, its parent, SERVER span   one failure on its way up     → the CLIENT span counts
 * three CLIENT spans below one parent    three tries                   → three
 * the log records of these               the same failures again       → only those of other spans
 * a span that went on, below one that
 *   failed by it                         it was not handled after all  → the lower counts, unhandled
 * </pre>
 *
 * Not thread-safe.
 */
final class BugTellings {
  /** Spans above one that are looked at; parents may go round in a circle. */
  private static final int MOST_ABOVE = 32;

  private final Set<SpanId> entries;
  private final StandingCounts counts;
  private final List<Told> spans = new ArrayList<>(3);
  private final List<Told> logs = new ArrayList<>(1);

  /**
   * @param entries spans where work of the service began, as far as they are known to have failed;
   *     the caller adds to them and then asks to {@link #settle}
   * @param counts what counts and no longer counts
   */
  BugTellings(Set<SpanId> entries, StandingCounts counts) {
    this.entries = entries;
    this.counts = counts;
  }

  /** One span, or the log records of one span. */
  private static final class Told {
    private final @Nullable SpanId span;

    /** What it told; null for a span of which only a child is known. */
    private @Nullable Failure failure;

    private @Nullable Told parent;

    /** Whether a span below told of it, too. */
    private boolean fromBelow;

    private @Nullable Standing counted;
    private boolean countedAsHandled;

    Told(@Nullable SpanId span) {
      this.span = span;
    }

    boolean isEntry() {
      return failure != null && failure.entry();
    }

    void shouldCount(boolean should, StandingCounts counts) {
      Failure now = should && failure != null ? asItWentOn(failure) : null;
      if (counted != null && (now == null || now.handled() != countedAsHandled)) {
        counts.takeBack(counted);
        counted = null;
      }
      if (counted == null && now != null) {
        counted = counts.count(now);
        countedAsHandled = now.handled();
      }
    }

    /** Not handled when a span above failed by it. */
    private Failure asItWentOn(Failure began) {
      Told above = parent;
      for (int i = 0; began.handled() && above != null && i < MOST_ABOVE; i++) {
        if (above.failure != null && !above.failure.handled()) {
          return began.unhandled();
        }
        above = above.parent;
      }
      return began;
    }
  }

  /** Spans and log records that are told apart. */
  int size() {
    return spans.size() + logs.size();
  }

  /** Takes one more telling and settles what counts. */
  void add(Failure failure) {
    Told told = find(failure.source() == Source.EXCEPTION_LOG ? logs : spans, failure.spanId());
    if (told.failure != null) {
      return;
    }
    told.failure = failure;
    SpanId parent = failure.parentSpanId();
    if (parent != null && !parent.equals(told.span)) {
      told.parent = find(spans, parent);
    }
    for (Told above = told.parent; above != null && !above.fromBelow; above = above.parent) {
      above.fromBelow = true;
    }
    settle();
  }

  /** Decides anew what counts, after an entry span became known. */
  void settle() {
    List<Told> origins = origins();
    spans.forEach(each -> each.shouldCount(origins.contains(each), counts));
    settleLogs(origins);
  }

  /** Spans below which nobody told of it. */
  private List<Told> origins() {
    boolean below = spans.stream().anyMatch(each -> each.failure != null && !each.isEntry());
    List<Told> origins = new ArrayList<>(spans.size());
    for (Told each : spans) {
      if (each.failure != null && !each.fromBelow && !(below && each.isEntry())) {
        origins.add(each);
      }
    }
    if (origins.isEmpty()) {
      // Spans that name each other as parents.
      spans.stream().filter(each -> each.failure != null).findFirst().ifPresent(origins::add);
    }
    return origins;
  }

  /**
   * A log record of a span on the way of a failure is that failure; one of a span nobody knows is
   * one that has no log record yet.
   */
  private void settleLogs(List<Told> origins) {
    boolean logBelow = logs.stream().anyMatch(each -> !entries.contains(each.span));
    long withoutLog = origins.stream().filter(each -> !has(logs, each.span)).count();
    for (Told log : logs) {
      boolean counting;
      if (log.span != null && entries.contains(log.span)) {
        counting = origins.isEmpty() && !logBelow;
      } else if (has(spans, log.span)) {
        counting = false;
      } else {
        counting = withoutLog <= 0;
        withoutLog--;
      }
      log.shouldCount(counting, counts);
    }
  }

  private static boolean has(List<Told> among, @Nullable SpanId span) {
    return among.stream().anyMatch(each -> Objects.equals(each.span, span));
  }

  private static Told find(List<Told> among, @Nullable SpanId span) {
    for (Told each : among) {
      if (Objects.equals(each.span, span)) {
        return each;
      }
    }
    Told first = new Told(span);
    among.add(first);
    return first;
  }
}
