package io.midwatch.insight.error;

import io.midwatch.storage.contract.control.ErrorState;
import io.midwatch.storage.contract.control.ErrorState.Escalating;
import io.midwatch.storage.contract.control.ErrorState.Fresh;
import io.midwatch.storage.contract.control.ErrorState.Ignored;
import io.midwatch.storage.contract.control.ErrorState.Ongoing;
import io.midwatch.storage.contract.control.ErrorState.Regressed;
import io.midwatch.storage.contract.control.ErrorState.Resolved;
import io.midwatch.storage.contract.control.ErrorState.Until;
import java.util.Comparator;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Which state an error group goes to by what it does. Pure: a function of the state, the activity
 * and the time; what a person decides is not its business.
 *
 * <pre>
 * new         → ongoing     a day after it was first seen
 * new, ongoing, regressed
 *             → escalating  the last hour is far above the usual one
 * escalating  → ongoing     the last hour is at most twice the usual one again
 * regressed   → ongoing     a day later
 * resolved    → regressed   it is seen in a version that has the fix, never in an older one
 * ignored     → ongoing     its time or its number of occurrences is reached
 * ignored     → escalating  when ignored until it escalates
 * </pre>
 *
 * Far above is ten occurrences and more than three times the usual and more than five standard
 * deviations of a Poisson process of the usual rate, so that neither rare nor frequent groups
 * escalate by chance.
 */
public final class ErrorTransition {
  private static final long DAY_NANOS = 86_400_000_000_000L;
  private static final long LEAST_ESCALATING = 10;

  private ErrorTransition() {}

  /**
   * The state after the activity; equal to {@code state} when nothing changes.
   *
   * @param state null for a group nobody ever gave one
   * @param sinceUnixNano when the state was entered; not used without a state
   */
  public static ErrorState next(
      @Nullable ErrorState state,
      long sinceUnixNano,
      ErrorActivity activity,
      VersionOrder versions,
      long nowUnixNano) {
    return switch (state) {
      case null ->
          escalates(activity) && isOld(activity, nowUnixNano)
              ? new Escalating()
              : isOld(activity, nowUnixNano) ? new Ongoing() : new Fresh();
      case Fresh fresh -> isOld(activity, nowUnixNano) ? ongoing(activity, new Ongoing()) : fresh;
      case Ongoing ongoing -> ongoing(activity, ongoing);
      case Regressed regressed ->
          ongoing(activity, nowUnixNano - sinceUnixNano >= DAY_NANOS ? new Ongoing() : regressed);
      case Escalating escalating ->
          activity.lastHour() <= 2 * activity.usualPerHour() || activity.lastHour() == 0
              ? new Ongoing()
              : escalating;
      case Resolved resolved ->
          regressedIn(resolved, activity, versions)
              .<ErrorState>map(version -> new Regressed(version.isEmpty() ? null : version))
              .orElse(resolved);
      case Ignored ignored -> ignored(ignored, activity, nowUnixNano);
    };
  }

  private static boolean isOld(ErrorActivity activity, long nowUnixNano) {
    return nowUnixNano - activity.firstSeenUnixNano() >= DAY_NANOS;
  }

  private static ErrorState ongoing(ErrorActivity activity, ErrorState otherwise) {
    return escalates(activity) ? new Escalating() : otherwise;
  }

  private static boolean escalates(ErrorActivity activity) {
    double usual = activity.usualPerHour();
    long now = activity.lastHour();
    return now >= LEAST_ESCALATING && now > 3 * usual && now > usual + 5 * Math.sqrt(usual);
  }

  /** The oldest version with the fix that the group was seen in; empty text when none was sent. */
  private static Optional<String> regressedIn(
      Resolved resolved, ErrorActivity activity, VersionOrder versions) {
    String fixed = resolved.inVersion();
    return activity.versionsSince().stream()
        .filter(seen ->
            fixed == null
                ? isNewer(seen, activity, versions)
                : seen.isEmpty() || versions.compare(seen, fixed) >= 0)
        .min(Comparator.comparing(String::isEmpty).reversed().thenComparing(versions));
  }

  /** Resolved for whatever runs now: newer than every version it was seen in. */
  private static boolean isNewer(String seen, ErrorActivity activity, VersionOrder versions) {
    return seen.isEmpty()
        || activity.versionsBefore().stream()
            .filter(before -> !before.isEmpty())
            .allMatch(before -> versions.compare(seen, before) > 0);
  }

  private static ErrorState ignored(Ignored ignored, ErrorActivity activity, long nowUnixNano) {
    return switch (ignored.until()) {
      case Until.Forever _ -> ignored;
      case Until.Time(long until) -> nowUnixNano >= until ? new Ongoing() : ignored;
      case Until.Occurrences(long more) -> activity.sinceChange() >= more ? new Ongoing() : ignored;
      case Until.Escalation _ -> ongoing(activity, ignored);
    };
  }
}
