package io.midwatch.derive;

import static io.midwatch.storage.contract.rollup.StatementTables.STATEMENTS;

import io.midwatch.derive.statement.Statement;
import io.midwatch.derive.trace.StatementCalls;
import io.midwatch.derive.trace.TraceJoin;
import io.midwatch.model.SpanKind;
import io.midwatch.model.semconv.CanonicalField;
import io.midwatch.storage.contract.rollup.CanonicalSpan;
import io.midwatch.storage.contract.rollup.RollupCell;
import io.midwatch.storage.contract.rollup.RollupKey;
import io.midwatch.storage.contract.rollup.RollupSink;
import org.jspecify.annotations.Nullable;

/**
 * The calls that {@link DatabaseRollup} counts, by what they ask. The request they were made for is
 * found by the trace join. A text is read once: what it makes is kept in a table of fixed size, in
 * which a newer text pushes an older one out, so that a flood of texts costs time and no memory.
 */
final class StatementRollup implements SpanRollup {
  private static final int CALLS = STATEMENTS.counter("calls");
  private static final int FAILED = STATEMENTS.counter("failed");
  private static final int ROWS = STATEMENTS.counter("rows");
  private static final int WITH_ROWS = STATEMENTS.counter("with_rows");
  private static final int DURATION = STATEMENTS.histogram("duration");

  /** A power of two. */
  private static final int SLOTS = 1 << 13;

  /** Characters; longer texts are read each time. */
  private static final int LONGEST_KNOWN = 2_048;

  private final TraceJoin traces;

  /** Entries are immutable, so a race costs at most a second reading. */
  private final @Nullable Known[] slots = new @Nullable Known[SLOTS];

  StatementRollup(TraceJoin traces) {
    this.traces = traces;
  }

  /** Whose statements these are. */
  private record Place(String service, String environment, String system, String database) {}

  /** What a text makes; a text alone is nearly always enough to tell calls apart. */
  private record Known(
      Place place, String text, String beside, RollupKey key, StatementCalls calls) {
    boolean is(Place where, String sent, String otherwise) {
      return text.equals(sent) && beside.equals(otherwise) && place.equals(where);
    }
  }

  @Override
  public @Nullable SpanCounter counter(SharedFacts facts) {
    if (facts.kind != SpanKind.CLIENT || !facts.has(CanonicalField.DB_SYSTEM)) {
      return null;
    }
    Place place =
        new Place(
            facts.service,
            facts.environment,
            facts.text(CanonicalField.DB_SYSTEM),
            DatabaseRollup.database(facts));
    return new Counter(facts, place, place.hashCode());
  }

  private final class Counter implements SpanCounter {
    private final SharedFacts facts;
    private final Place place;
    private final int placeHash;

    private Counter(SharedFacts facts, Place place, int placeHash) {
      this.facts = facts;
      this.place = place;
      this.placeHash = placeHash;
    }

    @Override
    public void count(CanonicalSpan span, RollupSink sink) {
      if (Connecting.isNoCall(span, facts)) {
        return;
      }
      Known known = known(span, place, placeHash);
      RollupCell cell = sink.cell(STATEMENTS, span.startTimeUnixNano(), known.key);
      long times = span.sampling().count();
      cell.count(CALLS, times);
      if (facts.failed) {
        cell.count(FAILED, times);
      }
      long rows = FieldValue.whole(span.read(CanonicalField.DB_RETURNED_ROWS), -1);
      if (rows >= 0) {
        cell.count(ROWS, rows * times);
        cell.count(WITH_ROWS, times);
      }
      cell.record(DURATION, span.durationNanos(), times);
      traces.addCall(span, facts.part, known.calls, sink);
    }

    @Override
    public void recall(CanonicalSpan span) {
      if (Connecting.isNoCall(span, facts)) {
        return;
      }
      traces.addCall(span, facts.part, known(span, place, placeHash).calls, null);
    }
  }

  private Known known(CanonicalSpan span, Place place, int placeHash) {
    String text = FieldValue.text(span.read(CanonicalField.DB_QUERY_TEXT));
    String beside = text.isEmpty() ? beside(span) : "";
    int hash = ((text.hashCode() * 31 + beside.hashCode()) * 31 + placeHash) * 0x9E3779B9;
    int slot = (hash ^ hash >>> 16) & SLOTS - 1;
    Known known = slots[slot];
    if (known == null || !known.is(place, text, beside)) {
      known = read(span, place, text, beside);
      if (text.length() <= LONGEST_KNOWN && beside.length() <= LONGEST_KNOWN) {
        slots[slot] = known;
      }
    }
    return known;
  }

  /** What tells calls apart that send no text. */
  private static String beside(CanonicalSpan span) {
    String summary = FieldValue.text(span.read(CanonicalField.DB_QUERY_SUMMARY));
    return summary.isEmpty() ? operation(span) + ' ' + collection(span) : summary;
  }

  private static String operation(CanonicalSpan span) {
    return FieldValue.text(span.read(CanonicalField.DB_OPERATION));
  }

  private static String collection(CanonicalSpan span) {
    String collection = FieldValue.text(span.read(CanonicalField.DB_COLLECTION));
    return collection.isEmpty()
        ? FieldValue.text(span.read(CanonicalField.DB_STORED_PROCEDURE))
        : collection;
  }

  /** What a call to a database of that system asks. */
  static Statement statement(CanonicalSpan span, String system) {
    return Statement.of(
        new Statement.Sent(
            system,
            FieldValue.text(span.read(CanonicalField.DB_QUERY_TEXT)),
            FieldValue.text(span.read(CanonicalField.DB_QUERY_SUMMARY)),
            operation(span),
            collection(span)));
  }

  private static Known read(CanonicalSpan span, Place place, String text, String beside) {
    Statement statement = statement(span, place.system);
    String id = statement.id(place.system, place.database);
    return new Known(
        place,
        text,
        beside,
        RollupKey.ofTexts(
            id,
            statement.text(),
            statement.operation(),
            statement.collection(),
            place.system,
            place.database,
            place.service,
            place.environment),
        new StatementCalls(id, place.service, place.environment));
  }
}
