package io.midwatch.insight.error;

import io.midwatch.storage.contract.control.ErrorGroupState;
import io.midwatch.storage.contract.control.ErrorState;
import io.midwatch.storage.contract.control.ErrorState.Ignored;
import io.midwatch.storage.contract.control.ErrorState.Regressed;
import io.midwatch.storage.contract.control.ErrorState.Resolved;
import io.midwatch.storage.contract.control.ErrorState.Until;
import org.jspecify.annotations.Nullable;

/**
 * The state of one bug, or one that it was in.
 *
 * <pre>
 * resolved in 2.41.0 since 03:17 by ada: “rolled back”
 * </pre>
 *
 * @param label new, ongoing, escalating, resolved, regressed, ignored
 * @param inVersion of resolved the first version with the fix, of regressed the one it came back in
 * @param until what ends ignoring: forever, time, occurrences, escalation; null when not ignored
 * @param untilValue epoch nanoseconds or a number of occurrences
 * @param revision 0 as long as nothing ever changed it
 * @param sinceUnixNano 0 as long as nothing ever changed it
 * @param changedBy a person, a token or midwatch
 */
public record ErrorStatus(
    String label,
    @Nullable String inVersion,
    @Nullable String until,
    @Nullable Long untilValue,
    @Nullable String assignee,
    long revision,
    long sinceUnixNano,
    String changedBy,
    String note) {

  static ErrorStatus of(ErrorGroupState kept) {
    ErrorStatus bare = of(kept.state());
    return new ErrorStatus(
        bare.label,
        bare.inVersion,
        bare.until,
        bare.untilValue,
        kept.assignee(),
        kept.revision(),
        kept.sinceUnixNano(),
        kept.changedBy().name(),
        kept.note());
  }

  /** A state nobody ever changed. */
  static ErrorStatus of(ErrorState state) {
    String inVersion =
        switch (state) {
          case Resolved(String version) -> version;
          case Regressed(String version) -> version;
          default -> null;
        };
    String until = null;
    Long value = null;
    if (state instanceof Ignored(Until end)) {
      switch (end) {
        case Until.Forever _ -> until = "forever";
        case Until.Escalation _ -> until = "escalation";
        case Until.Time(long unixNano) -> {
          until = "time";
          value = unixNano;
        }
        case Until.Occurrences(long more) -> {
          until = "occurrences";
          value = more;
        }
      }
    }
    return new ErrorStatus(state.label(), inVersion, until, value, null, 0, 0, "midwatch", "");
  }
}
