package io.midwatch.ui.errors;

import io.midwatch.insight.error.Decided;
import io.midwatch.insight.error.ErrorDecision;
import io.midwatch.insight.error.ErrorDecision.Kind;
import io.midwatch.insight.error.ErrorInbox;
import io.midwatch.insight.error.InboxOrder;
import io.midwatch.insight.error.InboxPage;
import io.midwatch.insight.error.InboxQuestion;
import io.midwatch.query.errors.ErrorQuestion;
import io.midwatch.query.window.Window;
import io.midwatch.ui.shell.ViewParameters;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Answers the pages of errors from the inbox, and keeps what people decide. */
@Component
final class ErrorsView {
  private static final int ROWS = 50;
  private static final Duration IGNORED = Duration.ofDays(7);

  /** Whoever knows the admin token, or is on this machine; there are no users yet. */
  private static final String PERSON = "admin";

  private final ErrorInbox inbox;
  private final StackTraces stackTraces;
  private final InstantSource clock;

  ErrorsView(ErrorInbox inbox, StackTraces stackTraces, InstantSource clock) {
    this.inbox = inbox;
    this.stackTraces = stackTraces;
    this.clock = clock;
  }

  ErrorsPage list(ViewParameters at, ErrorsForm form) {
    Window window = at.question();
    ErrorQuestion errors = new ErrorQuestion(window, form.service(), form.version(), null);
    Set<String> states = form.state() == null ? Set.of() : Set.of(form.state());
    InboxOrder order = order(form.sort());
    try {
      InboxPage found = inbox.page(new InboxQuestion(errors, states, order, form.after(), ROWS));
      return new ErrorsPage(
          window,
          form,
          tabs(found.states()),
          found.rows(),
          found.total(),
          found.beyond(),
          found.next(),
          null,
          notes(found));
    } catch (IllegalArgumentException wrong) {
      String problem = "The errors were not read: " + wrong.getMessage();
      return new ErrorsPage(window, form, List.of(), List.of(), 0, 0, null, problem, List.of());
    }
  }

  Optional<ErrorPage> one(ViewParameters at, String id) {
    Window window = at.question();
    return inbox
        .entry(ErrorQuestion.of(window), id)
        .map(entry -> new ErrorPage(window, entry, stackTraces.of(entry.samples()).orElse(null)));
  }

  /**
   * Keeps a decision.
   *
   * @param word {@code resolve}, {@code ignore} (for a week), {@code quiet} (until it rises) or
   *     {@code reopen}
   * @return unknown as well when there is no such decision
   */
  Decided decide(String id, String word, @Nullable String version, String address) {
    Kind kind = kind(word, version == null || version.isBlank() ? null : version.strip());
    return kind == null
        ? new Decided.Unknown()
        : inbox.decide(id, new ErrorDecision(kind, null, ""), PERSON, address);
  }

  private @Nullable Kind kind(String word, @Nullable String version) {
    return switch (word) {
      case "resolve" -> new Kind.Resolve(version);
      case "ignore" -> {
        var until = clock.instant().plus(IGNORED);
        yield new Kind.IgnoreUntil(until.getEpochSecond() * 1_000_000_000L + until.getNano());
      }
      case "quiet" -> new Kind.IgnoreUntilEscalation();
      case "reopen" -> new Kind.Reopen();
      default -> null;
    };
  }

  private static List<ErrorsPage.Tab> tabs(Map<String, Long> states) {
    return Arrays.stream(ErrorMark.values())
        .map(mark -> new ErrorsPage.Tab(mark, states.getOrDefault(mark.label(), 0L)))
        .toList();
  }

  private static List<String> notes(InboxPage found) {
    List<String> notes = new ArrayList<>(found.completeness().reasons());
    if (found.beyond() > 0) {
      notes.add(found.beyond() + " more failures are of errors too many to be listed one by one");
    }
    return notes;
  }

  private static InboxOrder order(@Nullable String sort) {
    return switch (sort) {
      case "lastSeen" -> InboxOrder.LAST_SEEN;
      case "firstSeen" -> InboxOrder.FIRST_SEEN;
      case "users" -> InboxOrder.USERS;
      case "tenants" -> InboxOrder.TENANTS;
      case null, default -> InboxOrder.COUNT;
    };
  }
}
