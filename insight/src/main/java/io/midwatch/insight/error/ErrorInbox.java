package io.midwatch.insight.error;

import io.midwatch.query.errors.ErrorHistory;
import io.midwatch.query.errors.ErrorParts;
import io.midwatch.query.errors.ErrorPast;
import io.midwatch.query.errors.ErrorQuestion;
import io.midwatch.query.errors.ErrorRow;
import io.midwatch.query.errors.ErrorSamples;
import io.midwatch.query.errors.Errors;
import io.midwatch.query.errors.ErrorsService;
import io.midwatch.storage.contract.control.Actor;
import io.midwatch.storage.contract.control.ErrorGroupState;
import io.midwatch.storage.contract.control.ErrorState;
import io.midwatch.storage.contract.control.ErrorStates;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Bugs with their states: what struck, and what people made of it. Thread-safe. */
public final class ErrorInbox {
  private static final int MOST_SAMPLES = 10;
  private static final long DAY_NANOS = 86_400_000_000_000L;

  private final ErrorsService errors;
  private final ErrorHistory history;
  private final ErrorSamples samples;
  private final ErrorStates states;
  private final ErrorStateKeeper keeper;
  private final InstantSource clock;

  public ErrorInbox(
      ErrorsService errors,
      ErrorHistory history,
      ErrorSamples samples,
      ErrorStates states,
      InstantSource clock) {
    this.errors = errors;
    this.history = history;
    this.samples = samples;
    this.states = states;
    this.keeper = new ErrorStateKeeper(states, clock);
    this.clock = clock;
  }

  /** Bugs that struck in the window, page by page. */
  public InboxPage page(InboxQuestion question) {
    Errors found = errors.errors(question.errors());
    List<InboxRow> rows = new ArrayList<>(rows(found.rows()));
    Map<String, Long> states =
        rows.stream()
            .collect(Collectors.groupingBy(row -> row.status().label(), Collectors.counting()));
    if (!question.states().isEmpty()) {
      rows.removeIf(row -> !question.states().contains(row.status().label()));
    }
    InboxOrder order = question.order();
    rows.sort(
        Comparator.comparingLong((InboxRow row) -> -order.value(row))
            .thenComparing(row -> row.figures().id()));
    int total = rows.size();
    InboxPlace after = InboxPlace.parse(question.after());
    if (after != null) {
      rows.removeIf(row -> !after.isBefore(order.value(row), row.figures().id()));
    }
    List<InboxRow> page = rows.subList(0, Math.min(rows.size(), question.limit()));
    String next = null;
    if (page.size() < rows.size()) {
      InboxRow last = page.getLast();
      next = new InboxPlace(order.value(last), last.figures().id()).text();
    }
    return new InboxPage(page, total, states, found.beyond(), next, found.completeness());
  }

  /** One bug; empty when it did not strike in the window. */
  public Optional<InboxEntry> entry(ErrorQuestion question, String id) {
    ErrorQuestion asked = question.ofGroup(id);
    Errors found = errors.errors(asked);
    return rows(found.rows()).stream().findFirst().map(row -> entry(row, found, asked, id));
  }

  private InboxEntry entry(InboxRow row, Errors found, ErrorQuestion asked, String id) {
    ErrorParts parts = errors.parts(asked);
    return new InboxEntry(
        row,
        parts,
        samples.newest(asked, id, MOST_SAMPLES),
        states.history(id).stream().map(ErrorStatus::of).toList(),
        found.completeness().and(parts.completeness()));
  }

  /**
   * Keeps what a person decided.
   *
   * @param actor the person's or token's name
   * @param address where the request came from
   */
  public Decided decide(String id, ErrorDecision decision, String actor, String address) {
    if (states.state(id).isEmpty() && !history.of(List.of(id)).containsKey(id)) {
      return new Decided.Unknown();
    }
    return keeper
        .decide(
            id,
            decision.state(),
            decision.assignee(),
            Actor.person(actor, address),
            decision.note())
        .<Decided>map(made -> new Decided.Kept(ErrorStatus.of(made)))
        .orElseGet(Decided.Lost::new);
  }

  private List<InboxRow> rows(List<ErrorRow> found) {
    List<String> ids = found.stream().map(ErrorRow::id).toList();
    Map<String, ErrorPast> pasts = history.of(ids);
    Map<String, ErrorGroupState> kept = states.states(ids);
    List<InboxRow> rows = new ArrayList<>(found.size());
    for (ErrorRow row : found) {
      ErrorPast past = pasts.getOrDefault(row.id(), ErrorPast.NONE);
      long firstSeen = Math.min(past.firstSeenUnixNano(), row.firstSeenUnixNano());
      ErrorGroupState state = kept.get(row.id());
      rows.add(
          new InboxRow(
              row,
              state == null ? ErrorStatus.of(byAge(firstSeen)) : ErrorStatus.of(state),
              firstSeen,
              past.firstVersion()));
    }
    return rows;
  }

  /** What holds until {@link ErrorWatch} has looked. */
  private ErrorState byAge(long firstSeen) {
    Instant now = clock.instant();
    long nanos = now.getEpochSecond() * 1_000_000_000L + now.getNano();
    return nanos - firstSeen < DAY_NANOS ? new ErrorState.Fresh() : new ErrorState.Ongoing();
  }
}
