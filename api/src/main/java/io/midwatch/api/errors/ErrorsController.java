package io.midwatch.api.errors;

import io.midwatch.api.request.NotFoundException;
import io.midwatch.api.request.Parameters;
import io.midwatch.insight.error.Decided;
import io.midwatch.insight.error.ErrorDecision;
import io.midwatch.insight.error.ErrorInbox;
import io.midwatch.insight.error.ErrorStatus;
import io.midwatch.insight.error.InboxOrder;
import io.midwatch.insight.error.InboxQuestion;
import io.midwatch.query.errors.ErrorQuestion;
import io.midwatch.query.window.Window;
import jakarta.servlet.http.HttpServletRequest;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.web.ErrorResponseException;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** {@code /api/v1/errors}. */
@RestController
class ErrorsController {
  private static final int LIMIT = 50;
  private static final int MAX_LIMIT = 1_000;
  private static final List<String> STATES =
      List.of("any", "new", "ongoing", "escalating", "resolved", "regressed", "ignored");
  private static final List<String> SORTS =
      List.of("count", "lastSeen", "firstSeen", "users", "tenants");

  /** Whoever knows the admin token, or is on this machine; there are no users yet. */
  private static final String PERSON = "admin";

  private final ErrorInbox inbox;
  private final InstantSource clock;

  ErrorsController(ErrorInbox inbox, InstantSource clock) {
    this.inbox = inbox;
    this.clock = clock;
  }

  @GetMapping("/api/v1/errors")
  ErrorListJson errors(Parameters parameters) {
    parameters.allow("service", "version", "state", "sort", "limit", "cursor");
    Window window = parameters.window();
    String state = parameters.oneOf("state", STATES);
    InboxQuestion question =
        new InboxQuestion(
            question(window, parameters),
            state.equals("any") ? Set.of() : Set.of(state),
            order(parameters.oneOf("sort", SORTS)),
            parameters.text("cursor"),
            parameters.limit(LIMIT, MAX_LIMIT));
    return ErrorListJson.of(
        window, parameters.asking("cursor", Parameters.CURSOR, () -> inbox.page(question)));
  }

  @GetMapping("/api/v1/errors/{id}")
  ErrorDetailJson error(@PathVariable String id, Parameters parameters) {
    parameters.allow("service", "version");
    Window window = parameters.window();
    return inbox
        .entry(question(window, parameters), id)
        .map(entry -> ErrorDetailJson.of(window, entry))
        .orElseThrow(() -> new NotFoundException("error " + id + " did not strike in this window"));
  }

  /** Keeps a decision and answers the state that then holds. */
  @PostMapping("/api/v1/errors/{id}/state")
  ErrorStatusJson decide(
      @PathVariable String id, @RequestBody ErrorDecisionJson body, HttpServletRequest request) {
    ErrorDecision decision = body.decision(clock.instant());
    return switch (inbox.decide(id, decision, PERSON, request.getRemoteAddr())) {
      case Decided.Kept(ErrorStatus status) -> ErrorStatusJson.of(status);
      case Decided.Unknown _ -> throw new NotFoundException("error " + id + " was never seen");
      case Decided.Lost _ -> throw lost(id);
    };
  }

  private static ErrorResponseException lost(String id) {
    String detail = "error " + id + " was changed by others at the same time; ask again";
    return new ErrorResponseException(
        HttpStatus.CONFLICT, ProblemDetail.forStatusAndDetail(HttpStatus.CONFLICT, detail), null);
  }

  private static ErrorQuestion question(Window window, Parameters parameters) {
    return new ErrorQuestion(window, parameters.text("service"), parameters.text("version"), null);
  }

  private static InboxOrder order(String sort) {
    return switch (sort) {
      case "lastSeen" -> InboxOrder.LAST_SEEN;
      case "firstSeen" -> InboxOrder.FIRST_SEEN;
      case "users" -> InboxOrder.USERS;
      case "tenants" -> InboxOrder.TENANTS;
      default -> InboxOrder.COUNT;
    };
  }
}
