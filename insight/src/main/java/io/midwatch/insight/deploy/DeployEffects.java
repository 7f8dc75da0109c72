package io.midwatch.insight.deploy;

import io.midwatch.query.requests.RequestFigures;
import io.midwatch.query.requests.RequestStatistics;
import io.midwatch.query.requests.RequestStatistics.By;
import io.midwatch.query.requests.RequestStatistics.Only;
import io.midwatch.query.window.Window;
import io.midwatch.storage.contract.query.TimeRange;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/** Looks at what followed deploys. Thread-safe. */
public final class DeployEffects {
  private static final long LONGEST = Duration.ofMinutes(15).toNanos();

  private final RequestStatistics requests;
  private final InstantSource clock;

  public DeployEffects(RequestStatistics requests, InstantSource clock) {
    this.requests = requests;
    this.clock = clock;
  }

  /** The effect of one deploy so far; from when its version was at work, if that is later. */
  public DeployEffect of(DeployRow deploy) {
    Long seen = deploy.firstSeenUnixNano();
    long start = seen == null ? deploy.startUnixNano() : Math.max(seen, deploy.startUnixNano());
    Instant instant = clock.instant();
    long now = instant.getEpochSecond() * 1_000_000_000L + instant.getNano();
    long span = Math.clamp(now - start, 0, LONGEST);
    Only service = new Only(By.SERVICE, deploy.service());
    String environment = deploy.environment().isEmpty() ? null : deploy.environment();
    return span == 0
        ? new DeployEffect(RequestFigures.NONE, RequestFigures.NONE, 0)
        : new DeployEffect(
            figures(start - span, start, environment, service),
            figures(
                start, start + span, environment, service, new Only(By.VERSION, deploy.version())),
            span);
  }

  private RequestFigures figures(long from, long to, @Nullable String environment, Only... only) {
    Window window = new Window(new TimeRange(from, to), environment, null);
    return requests.total(window, only).single();
  }
}
