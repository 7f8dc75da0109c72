package io.midwatch.api.errors;

import io.midwatch.api.json.Nanos;
import io.midwatch.insight.error.ErrorStatus;
import org.jspecify.annotations.Nullable;

/**
 * The state of one bug, or one it was in.
 *
 * @param state new, ongoing, escalating, resolved, regressed, ignored
 * @param inVersion of resolved the first version with the fix, of regressed the one it came back in
 * @param until what ends ignoring: forever, time, occurrences, escalation
 * @param untilValue epoch nanoseconds, or a number of occurrences
 * @param revision 0 as long as nothing ever changed it
 */
record ErrorStatusJson(
    String state,
    @Nullable String inVersion,
    @Nullable String until,
    @Nullable String untilValue,
    @Nullable String assignee,
    long revision,
    String sinceUnixNano,
    String changedBy,
    String note) {
  static ErrorStatusJson of(ErrorStatus status) {
    return new ErrorStatusJson(
        status.label(),
        status.inVersion(),
        status.until(),
        status.untilValue() == null ? null : Long.toString(status.untilValue()),
        status.assignee(),
        status.revision(),
        Nanos.text(status.sinceUnixNano()),
        status.changedBy(),
        status.note());
  }
}
