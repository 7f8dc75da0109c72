package io.midwatch.ui.signal;

import io.midwatch.query.operations.DatabaseRow;
import io.midwatch.query.operations.PoolRow;
import io.midwatch.query.operations.QueueRow;
import io.midwatch.query.operations.ThirdPartyRow;
import io.midwatch.query.requests.RequestFigures;
import io.midwatch.query.requests.RequestPoint;
import io.midwatch.ui.services.Health;
import java.util.List;

/**
 * When a figure is near or over its limit. One place, so that the headline, the tiles and the
 * tables agree.
 */
public final class Signals {
  /** Messages should not wait longer, seconds. */
  public static final double OLDEST_LIMIT_SECONDS = 300;

  private static final double OLDEST_NEAR_SECONDS = 60;
  private static final double FULL = 0.9;
  private static final double NEARLY_FULL = 0.7;
  private static final double SLOWER = 1.5;
  private static final double SLOWER_BY_NANOS = 50e6;

  private Signals() {}

  public static Signal failing(RequestFigures figures, List<RequestPoint> series) {
    return switch (Health.of(figures, series)) {
      case FAILING -> Signal.over("over limit");
      case RECOVERED -> Signal.near("recovered");
      case SOME, FINE, UNKNOWN -> Signal.QUIET;
    };
  }

  /** Slower by half and by at least 50 ms than in the window before. */
  public static Signal duration(RequestFigures now, RequestFigures before) {
    Double p95 = now.p95Nanos();
    Double earlier = before.p95Nanos();
    boolean slower =
        p95 != null && earlier != null && p95 > SLOWER * earlier && p95 - earlier > SLOWER_BY_NANOS;
    return slower ? Signal.near("slower") : Signal.QUIET;
  }

  public static Signal queue(QueueRow queue) {
    Double oldest = queue.oldestAgeSeconds();
    if (oldest != null && oldest >= OLDEST_LIMIT_SECONDS) {
      return Signal.over("over limit");
    }
    boolean grows = queue.drain() instanceof QueueRow.Drain.Never && grows(queue);
    if (grows || (oldest != null && oldest >= OLDEST_NEAR_SECONDS)) {
      return Signal.near(grows ? "growing" : "near limit");
    }
    return Signal.QUIET;
  }

  /** A backlog that is more than a minute of what is taken out and still rises. */
  private static boolean grows(QueueRow queue) {
    Double waiting = queue.waiting();
    Double net = queue.netPerMinute();
    return waiting != null
        && net != null
        && net > 0
        && waiting > Math.max(20, queue.outPerMinute());
  }

  public static Signal database(DatabaseRow database) {
    DatabaseRow.Limit tightest = database.tightest();
    Double pending = database.pending();
    if ((tightest != null && tightest.ratio() >= FULL) || (pending != null && pending >= 1)) {
      return Signal.over("over limit");
    }
    return tightest != null && tightest.ratio() >= NEARLY_FULL
        ? Signal.near("near limit")
        : Signal.QUIET;
  }

  /** A pool that is exhausted, or lets requests wait. */
  public static Signal pool(PoolRow pool) {
    Double ratio = pool.usedRatio();
    Double pending = pool.pending();
    if ((ratio != null && ratio >= FULL) || (pending != null && pending >= 1)) {
      return Signal.over("over limit");
    }
    return ratio != null && ratio >= NEARLY_FULL ? Signal.near("near limit") : Signal.QUIET;
  }

  public static Signal thirdParty(ThirdPartyRow row) {
    if (row.failed() < 3) {
      return Signal.QUIET;
    }
    if (row.recoveredUnixNano() != null) {
      return Signal.near("recovered");
    }
    double ratio = (double) row.failed() / row.calls();
    if (ratio >= ThirdPartyRow.FAILING) {
      return Signal.over("failing");
    }
    return ratio >= Health.LIMIT ? Signal.near("some fail") : Signal.QUIET;
  }
}
