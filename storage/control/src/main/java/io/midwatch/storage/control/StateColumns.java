package io.midwatch.storage.control;

import io.midwatch.storage.contract.StoreException;
import io.midwatch.storage.contract.control.ErrorState;
import io.midwatch.storage.contract.control.ErrorState.Escalating;
import io.midwatch.storage.contract.control.ErrorState.Fresh;
import io.midwatch.storage.contract.control.ErrorState.Ignored;
import io.midwatch.storage.contract.control.ErrorState.Ongoing;
import io.midwatch.storage.contract.control.ErrorState.Regressed;
import io.midwatch.storage.contract.control.ErrorState.Resolved;
import io.midwatch.storage.contract.control.ErrorState.Until;
import org.jspecify.annotations.Nullable;

/**
 * A state as columns.
 *
 * <pre>
 * resolved | 2.41.0 |      |
 * ignored  |        | time | 1763776800000000001
 * </pre>
 */
record StateColumns(
    String label,
    @Nullable String inVersion,
    @Nullable String untilKind,
    @Nullable Long untilValue) {

  static StateColumns of(ErrorState state) {
    String label = state.label();
    return switch (state) {
      case Fresh _, Ongoing _, Escalating _ -> new StateColumns(label, null, null, null);
      case Resolved(String inVersion) -> new StateColumns(label, inVersion, null, null);
      case Regressed(String inVersion) -> new StateColumns(label, inVersion, null, null);
      case Ignored(Until until) ->
          switch (until) {
            case Until.Forever _ -> new StateColumns(label, null, "forever", null);
            case Until.Time(long time) -> new StateColumns(label, null, "time", time);
            case Until.Occurrences(long more) -> new StateColumns(label, null, "occurrences", more);
            case Until.Escalation _ -> new StateColumns(label, null, "escalation", null);
          };
    };
  }

  ErrorState state() {
    return switch (label) {
      case "new" -> new Fresh();
      case "ongoing" -> new Ongoing();
      case "escalating" -> new Escalating();
      case "resolved" -> new Resolved(inVersion);
      case "regressed" -> new Regressed(inVersion);
      case "ignored" -> new Ignored(until());
      default -> throw new StoreException("the control state holds an unknown state: " + label);
    };
  }

  private Until until() {
    String kind = untilKind == null ? "" : untilKind;
    long value = untilValue == null ? 0 : untilValue;
    return switch (kind) {
      case "forever" -> new Until.Forever();
      case "time" -> new Until.Time(value);
      case "occurrences" -> new Until.Occurrences(value);
      case "escalation" -> new Until.Escalation();
      default -> throw new StoreException("the control state ignores until " + kind);
    };
  }
}
