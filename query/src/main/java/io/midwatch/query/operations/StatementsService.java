package io.midwatch.query.operations;

import io.midwatch.model.Span;
import io.midwatch.model.semconv.CanonicalField;
import io.midwatch.model.semconv.CanonicalReader;
import io.midwatch.query.requests.RequestFigures;
import io.midwatch.query.window.Listed;
import io.midwatch.query.window.Window;
import io.midwatch.storage.contract.query.Completeness;
import io.midwatch.storage.contract.query.Field;
import io.midwatch.storage.contract.query.Filter;
import io.midwatch.storage.contract.read.SpanReader;
import io.midwatch.storage.contract.rollup.ExponentialHistogram;
import io.midwatch.storage.contract.rollup.RollupAnswer;
import io.midwatch.storage.contract.rollup.RollupReader;
import io.midwatch.storage.contract.rollup.RollupRow;
import io.midwatch.storage.contract.rollup.StatementTables;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What databases are asked, without the values, by everyone: {@link OperationsOfCallers} tells
 * callers apart. Thread-safe.
 */
public final class StatementsService {
  private static final String STATEMENTS = StatementTables.STATEMENTS.name();
  private static final String ENDPOINTS = StatementTables.STATEMENT_ENDPOINTS.name();
  private static final int SAMPLES = 5;

  private final RollupReader rollups;
  private final SpanReader spans;
  private final CanonicalReader reader;
  private final Function<Span, Optional<String>> statementOf;
  private final CallsReader calls;
  private final StatementSamples samples;

  /**
   * @param statementOf id of the statement of a call, empty for other spans
   */
  public StatementsService(
      RollupReader rollups,
      SpanReader spans,
      CanonicalReader reader,
      Function<Span, Optional<String>> statementOf) {
    this(rollups, spans, reader, statementOf, Filter.ALL);
  }

  /**
   * @param calls those that samples are taken from
   */
  private StatementsService(
      RollupReader rollups,
      SpanReader spans,
      CanonicalReader reader,
      Function<Span, Optional<String>> statementOf,
      Filter calls) {
    this.rollups = rollups;
    this.spans = spans;
    this.reader = reader;
    this.statementOf = statementOf;
    this.calls = new CallsReader(rollups, StatementTables.STATEMENTS);
    this.samples = new StatementSamples(spans, reader, statementOf, calls);
  }

  /** The same of some callers, whose rollups these are. */
  StatementsService of(RollupReader some, Window window, @Nullable String version) {
    String tenant = window.tenant();
    Filter theirs =
        Filter.and(
            CallerSpans.ofVersion(version),
            tenant == null ? Filter.ALL : new Filter.TraceTenant(tenant));
    return new StatementsService(some, spans, reader, statementOf, theirs);
  }

  /**
   * Which statements are asked for.
   *
   * @param system of the database, null for all; likewise its name and the service that calls
   * @param cursor the {@code next} of an earlier page, null for the first
   * @param limit rows of a page, at least 1
   */
  public record Question(
      Window window,
      @Nullable String system,
      @Nullable String database,
      @Nullable String service,
      @Nullable String cursor,
      int limit) {}

  /**
   * The most time first.
   *
   * @throws IllegalArgumentException when the cursor is none
   */
  public Statements statements(Question question) {
    Listed<StatementRow> found = list(question);
    List<StatementRow> rest = after(found.rows(), question.cursor());
    boolean last = rest.size() <= question.limit();
    List<StatementRow> page = last ? rest : rest.subList(0, question.limit());
    return new Statements(
        page,
        found.rows().size(),
        found.rows().stream().mapToDouble(row -> row.now().totalNanos()).sum(),
        last ? null : StatementPlace.of(page.getLast()).cursor(),
        found.completeness());
  }

  /** One statement by its id; empty when nobody asked it in the window. */
  public Optional<StatementDetail> statement(Window window, String id) {
    Filter same = Filter.eq(Field.dimension("statement"), id);
    Listed<StatementRow> listed = rows(window, same);
    return listed.rows().stream()
        .findFirst()
        .map(row -> {
          Listed<StatementEndpoint> endpoints = endpoints(window, same);
          StatementSamples.Found found = samples.longest(window, row, SAMPLES);
          return new StatementDetail(
              row,
              calls.calls(window, same),
              endpoints.rows(),
              found.samples(),
              found.sentAsIs(),
              listed.completeness().and(endpoints.completeness()));
        });
  }

  /** The statement that a span asks; empty when it is no call to a database. */
  public Optional<StatementAddress> asked(Span span) {
    return statementOf
        .apply(span)
        .map(id -> {
          String namespace = text(span, CanonicalField.DB_NAMESPACE);
          return new StatementAddress(
              text(span, CanonicalField.DB_SYSTEM),
              namespace.isEmpty() ? text(span, CanonicalField.SERVER_ADDRESS) : namespace,
              id);
        });
  }

  private String text(Span span, CanonicalField field) {
    String text = reader.readText(span, field);
    return text == null ? "" : text;
  }

  /**
   * A statement asked for the requests of an endpoint.
   *
   * @param calls those that were made for it
   */
  public record Asked(StatementRow row, StatementEndpoint calls) {}

  /** What the requests of an endpoint ask, the most time first, at most so many. */
  public Listed<Asked> ofEndpoint(Window window, String service, String endpoint, int most) {
    Filter ofService = Filter.eq(Field.dimension("service"), service);
    Listed<StatementEndpoint> asked =
        endpoints(window, ofService, Filter.eq(Field.dimension("endpoint"), endpoint));
    if (asked.rows().isEmpty()) {
      return new Listed<>(List.of(), asked.completeness());
    }
    Listed<StatementRow> all = rows(window, ofService);
    Map<String, StatementRow> byId = new LinkedHashMap<>();
    all.rows().forEach(row -> byId.put(row.id(), row));
    List<Asked> known = new ArrayList<>();
    for (StatementEndpoint each : asked.rows()) {
      StatementRow row = byId.get(each.statement());
      if (row != null && known.size() < most) {
        known.add(new Asked(row, each));
      }
    }
    return new Listed<>(known, asked.completeness().and(all.completeness()));
  }

  private Listed<StatementRow> list(Question question) {
    List<Filter> filters = new ArrayList<>();
    add(filters, "system", question.system());
    add(filters, "database", question.database());
    add(filters, "service", question.service());
    return rows(question.window(), filters.toArray(Filter[]::new));
  }

  private static void add(List<Filter> filters, String dimension, @Nullable String value) {
    if (value != null) {
      filters.add(Filter.eq(Field.dimension(dimension), value));
    }
  }

  private static List<StatementRow> after(List<StatementRow> rows, @Nullable String cursor) {
    if (cursor == null) {
      return rows;
    }
    StatementPlace place = StatementPlace.parse(cursor);
    return rows.stream()
        .filter(row -> StatementPlace.ORDER.compare(StatementPlace.of(row), place) > 0)
        .toList();
  }

  /**
   * Operation and table may be told differently by different agents: the first that says counts.
   */
  private Listed<StatementRow> rows(Window window, Filter... some) {
    RollupAnswer answer =
        rollups.readRollup(
            window
                .rollup(
                    STATEMENTS,
                    "statement",
                    "text",
                    "operation",
                    "collection",
                    "system",
                    "database")
                .where(window.dimensionFilter(some)));
    Map<String, Tally> tallies = new LinkedHashMap<>();
    for (RollupRow row : answer.rows()) {
      if (!row.overflow()) {
        tallies.computeIfAbsent(row.text(0), _ -> new Tally(row)).add(answer, row);
      }
    }
    return new Listed<>(
        tallies.values().stream()
            .map(Tally::row)
            .sorted(Comparator.comparing(StatementPlace::of, StatementPlace.ORDER))
            .toList(),
        answer.completeness());
  }

  private static final class Tally {
    private final RollupRow first;
    private final ExponentialHistogram duration = new ExponentialHistogram();
    private String operation = "";
    private String collection = "";
    private long calls;
    private long failed;
    private long rows;
    private long withRows;

    private Tally(RollupRow first) {
      this.first = first;
    }

    private void add(RollupAnswer answer, RollupRow row) {
      operation = operation.isEmpty() ? row.text(2) : operation;
      collection = collection.isEmpty() ? row.text(3) : collection;
      calls += answer.count(row, "calls");
      failed += answer.count(row, "failed");
      rows += answer.count(row, "rows");
      withRows += answer.count(row, "with_rows");
      duration.merge(answer.histogram(row, "duration"));
    }

    private StatementRow row() {
      return new StatementRow(
          first.text(0),
          first.text(1),
          operation,
          collection,
          first.text(4),
          first.text(5),
          RequestFigures.timed(calls, failed, 0, duration),
          withRows == 0 ? null : (double) rows / withRows);
    }
  }

  private Listed<StatementEndpoint> endpoints(Window window, Filter... some) {
    RollupAnswer answer =
        rollups.readRollup(
            window
                .rollup(ENDPOINTS, "statement", "service", "endpoint")
                .where(window.dimensionFilter(some)));
    List<StatementEndpoint> found = new ArrayList<>();
    for (RollupRow row : answer.rows()) {
      if (!row.overflow()) {
        found.add(
            new StatementEndpoint(
                row.text(0),
                row.text(1),
                row.text(2),
                answer.count(row, "calls"),
                answer.count(row, "failed"),
                answer.count(row, "nanos")));
      }
    }
    found.sort(
        Comparator.comparingLong((StatementEndpoint each) -> -each.nanos())
            .thenComparing(StatementEndpoint::service)
            .thenComparing(StatementEndpoint::endpoint)
            .thenComparing(StatementEndpoint::statement));
    return new Listed<>(found, gaps(window, answer.completeness()));
  }

  private Completeness gaps(Window window, Completeness read) {
    return read.and(JoinGaps.ofStatements(rollups, window));
  }
}
