package io.midwatch.api.errors;

import io.midwatch.api.request.BadParameterException;
import io.midwatch.insight.error.ErrorDecision;
import io.midwatch.insight.error.ErrorDecision.Kind;
import io.midwatch.query.time.TimeExpression;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What a person decides about a bug.
 *
 * <pre>
 * {"state": "resolved", "inVersion": "2.42.0", "note": "rolled back"}
 * {"state": "ignored", "until": "time", "untilValue": "2026-11-23T00:00:00Z"}
 * {"state": "ignored", "until": "occurrences", "untilValue": "100"}
 * {"state": "ongoing", "assignee": "ada"}
 * </pre>
 *
 * @param state resolved, ignored, ongoing
 * @param inVersion of resolved: the first version with the fix; null for whatever is newer than
 *     what failed
 * @param until of ignored: forever, time, occurrences, escalation; null is forever
 * @param untilValue a time, or a number of occurrences
 */
record ErrorDecisionJson(
    @Nullable String state,
    @Nullable String inVersion,
    @Nullable String until,
    @Nullable String untilValue,
    @Nullable String assignee,
    @Nullable String note) {
  private static final int LONGEST = 2_000;
  private static final int LONGEST_VERSION = 200;
  private static final long MOST_OCCURRENCES = 1_000_000_000_000L;

  ErrorDecision decision(Instant now) {
    for (String text : new @Nullable String[] {inVersion, untilValue, assignee, note}) {
      if (text != null && text.length() > LONGEST) {
        throw new BadParameterException("body", "is too long", LONGEST + " characters a text");
      }
    }
    if (inVersion != null && inVersion.length() > LONGEST_VERSION) {
      throw new BadParameterException("inVersion", "is too long", LONGEST_VERSION + " characters");
    }
    return new ErrorDecision(kind(now), blankToNull(assignee), note == null ? "" : note);
  }

  private Kind kind(Instant now) {
    return switch (state == null ? "" : state) {
      case "resolved" -> new Kind.Resolve(blankToNull(inVersion));
      case "ongoing" -> new Kind.Reopen();
      case "ignored" -> ignore(now);
      default ->
          throw new BadParameterException(
              "state", "“" + state + "” is none", "resolved, ignored, ongoing");
    };
  }

  private Kind ignore(Instant now) {
    return switch (until == null ? "forever" : until) {
      case "forever" -> new Kind.IgnoreForever();
      case "escalation" -> new Kind.IgnoreUntilEscalation();
      case "time" -> new Kind.IgnoreUntil(time(now));
      case "occurrences" -> new Kind.IgnoreFor(occurrences());
      default ->
          throw new BadParameterException(
              "until", "“" + until + "” is none", "forever, time, occurrences, escalation");
    };
  }

  private long time(Instant now) {
    String text = untilValue == null ? "" : untilValue;
    return TimeExpression.parse(text, now)
        .orElseThrow(() ->
            new BadParameterException(
                "untilValue", "“" + text + "” is no time", TimeExpression.ALLOWED));
  }

  private long occurrences() {
    String text = untilValue == null ? "" : untilValue;
    if (text.matches("\\d{1,13}")) {
      long more = Long.parseLong(text);
      if (more >= 1 && more <= MOST_OCCURRENCES) {
        return more;
      }
    }
    throw new BadParameterException(
        "untilValue", "“" + text + "” is no number", "1 to " + MOST_OCCURRENCES);
  }

  private static @Nullable String blankToNull(@Nullable String text) {
    return text == null || text.isBlank() ? null : text.strip();
  }
}
