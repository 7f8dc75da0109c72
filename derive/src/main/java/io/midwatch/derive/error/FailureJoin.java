package io.midwatch.derive.error;

import io.midwatch.derive.error.Failure.Source;
import io.midwatch.model.SpanId;
import io.midwatch.model.TraceId;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Counts a failure once that several items tell of, whichever comes first and however they are
 * spread over requests. Each counts at once; what turns out to be told better is taken back:
 *
 * <pre>
 * exception (event or log)   counts, once per bug and span; not again for the spans above
 * ERROR log                  counts until an exception of the same service and trace comes
 * bare failed span           counts until an exception or an ERROR log comes
 * failed entry span          gives what counted in its service its endpoint, tenant and user
 * </pre>
 *
 * No clock is asked: what is known of a service of a trace is kept until {@code mostPlaces} others
 * came after it. So what counts is a function of the failures in their order. Not thread-safe.
 */
public final class FailureJoin {
  private final int mostPlaces;

  /** By first arrival: the oldest makes room. */
  private final Map<Place, Told> byPlace = new LinkedHashMap<>();

  /** A service of a trace: a failure is told of where it happened. */
  private record Place(TraceId trace, String service) {}

  public FailureJoin(int mostPlaces) {
    this.mostPlaces = mostPlaces;
  }

  /** Takes the next failure; returns what follows from it, in order. */
  public List<FailureChange> add(Failure failure) {
    TraceId trace = failure.traceId();
    if (trace == null) {
      return List.of(FailureChange.counts(failure));
    }
    Place place = new Place(trace, failure.service());
    Told told = byPlace.get(place);
    if (told == null) {
      if (byPlace.size() >= mostPlaces) {
        forgetOldest();
      }
      told = new Told();
      byPlace.put(place, told);
    }
    return told.add(failure);
  }

  private void forgetOldest() {
    Iterator<Told> oldestFirst = byPlace.values().iterator();
    oldestFirst.next();
    oldestFirst.remove();
  }

  /** What one service of one trace told of. */
  private static final class Told {
    /** Failures that are told apart; those beyond count each. */
    private static final int MOST = 100;

    private final List<Failure> counted = new ArrayList<>(2);

    /** What was told of, counted or not, and the spans above: the same failure on its way up. */
    private final List<Occurrence> told = new ArrayList<>(4);

    /** Bugs of entry spans that counted for a span below that had not come yet. */
    private final List<String> countedEntries = new ArrayList<>(1);

    private @Nullable Failure entry;
    private boolean exception;
    private boolean errorLog;

    List<FailureChange> add(Failure failure) {
      List<FailureChange> changes = new ArrayList<>(2);
      if (failure.entry() && entry == null) {
        entry = failure;
        attribute(failure, changes);
      }
      Failure attributed = entry == null ? failure : failure.within(entry);
      switch (failure.source()) {
        case SPAN_EVENT, EXCEPTION_LOG -> {
          if (!failure.handled()) {
            exception = true;
            takeBack(changes, Source.ERROR_LOG, Source.BARE_SPAN);
          }
          count(attributed, changes);
        }
        case ERROR_LOG -> {
          errorLog = true;
          takeBack(changes, Source.BARE_SPAN, Source.BARE_SPAN);
          if (!exception) {
            count(attributed, changes);
          }
        }
        case BARE_SPAN -> {
          if (!exception && !errorLog) {
            count(attributed, changes);
          }
        }
      }
      return changes;
    }

    /** What counted in rows without an endpoint counts in those of the entry span. */
    private void attribute(Failure entrySpan, List<FailureChange> changes) {
      counted.replaceAll(before -> {
        Failure after = before.within(entrySpan);
        if (!after.equals(before)) {
          changes.add(FailureChange.takesBack(before));
          changes.add(FailureChange.counts(after));
        }
        return after;
      });
    }

    private void takeBack(List<FailureChange> changes, Source one, Source other) {
      counted.removeIf(failure -> {
        boolean lesser = failure.source() == one || failure.source() == other;
        if (lesser) {
          changes.add(FailureChange.takesBack(failure));
        }
        return lesser;
      });
    }

    private void count(Failure failure, List<FailureChange> changes) {
      String bug = failure.group().id();
      if (told.size() >= 2 * MOST) {
        changes.add(FailureChange.counts(failure));
        return;
      }
      boolean knownBug = told.stream().anyMatch(each -> each.own && each.bug.equals(bug));
      Occurrence occurrence = find(failure.spanId(), bug);
      boolean again = occurrence != null;
      if (occurrence == null) {
        occurrence = new Occurrence(failure.spanId(), bug);
        told.add(occurrence);
      }
      occurrence.own = true;
      Occurrence above = above(failure, bug);
      if (again || failure.entry() && knownBug) {
        return;
      }
      // A span above that came first counted for this one.
      boolean byParent = false;
      if (above != null && above.counted) {
        above.counted = false;
        byParent = true;
      }
      boolean byEntry = !failure.entry() && countedEntries.remove(bug);
      occurrence.counted = true;
      if (!byParent && !byEntry) {
        changes.add(FailureChange.counts(failure));
        counted.add(failure);
      }
      if (failure.entry()) {
        countedEntries.add(bug);
      }
    }

    /** The failure as the span above will tell it. */
    private @Nullable Occurrence above(Failure failure, String bug) {
      if (failure.parentSpanId() == null) {
        return null;
      }
      Occurrence above = find(failure.parentSpanId(), bug);
      if (above == null) {
        above = new Occurrence(failure.parentSpanId(), bug);
        told.add(above);
      }
      return above;
    }

    private @Nullable Occurrence find(@Nullable SpanId span, String bug) {
      for (Occurrence each : told) {
        if (each.bug.equals(bug) && (span == null ? each.span == null : span.equals(each.span))) {
          return each;
        }
      }
      return null;
    }
  }

  /** A bug at a span; few per trace, so that a list of them is looked through. */
  private static final class Occurrence {
    private final @Nullable SpanId span;
    private final String bug;

    /** Whether the span itself told of it. */
    private boolean own;

    private boolean counted;

    Occurrence(@Nullable SpanId span, String bug) {
      this.span = span;
      this.bug = bug;
    }
  }
}
