package io.midwatch.ui.deploys;

import io.midwatch.insight.deploy.Verdict;
import io.midwatch.query.requests.RequestFigures;
import io.midwatch.ui.format.Format;
import io.midwatch.ui.signal.Signal;

/** How requests answered later are beside those before, as a mark and a word. */
final class Followed {
  private static final Format FORMAT = new Format();

  private Followed() {}

  /** No mark where nothing calls for a look. */
  static Signal signal(RequestFigures before, RequestFigures after) {
    return switch (Verdict.of(before, after)) {
      case FAILS_MORE -> new Signal("crit", "fails more");
      case SLOWER -> new Signal("warn", "slower");
      case FAILS_LESS -> new Signal("quiet", "fails less");
      case FASTER -> new Signal("quiet", "faster");
      case UNCHANGED -> new Signal("quiet", "no notable change");
      case TOO_FEW -> new Signal("quiet", early(before.requests(), after.requests()));
    };
  }

  /** Which side has too few requests for a comparison. */
  private static String early(long before, long after) {
    if (after == 0) {
      return "no requests";
    }
    if (before == 0) {
      return "none before it";
    }
    return before < after
        ? "only " + FORMAT.count(before) + " before it"
        : "only " + FORMAT.counted(after, "request", "requests");
  }
}
