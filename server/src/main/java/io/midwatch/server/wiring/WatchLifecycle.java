package io.midwatch.server.wiring;

import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/** Looks again and again, {@value #SECONDS} s after the look before ended. */
final class WatchLifecycle implements SmartLifecycle {
  private static final Logger LOG = LoggerFactory.getLogger(WatchLifecycle.class);
  private static final int SECONDS = 5;

  private final Runnable look;
  private @Nullable ScheduledExecutorService looking;

  WatchLifecycle(Runnable look) {
    this.look = look;
  }

  @Override
  public synchronized void start() {
    ScheduledExecutorService executor =
        Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("watch").factory());
    executor.scheduleWithFixedDelay(this::lookOnce, SECONDS, SECONDS, TimeUnit.SECONDS);
    looking = executor;
  }

  private void lookOnce() {
    try {
      look.run();
    } catch (RuntimeException e) {
      LOG.error("a look at the errors failed; the next one is in {} s", SECONDS, e);
    }
  }

  /** Ends after the look that is under way, if one is. */
  @Override
  public synchronized void stop() {
    if (looking != null) {
      looking.close();
      looking = null;
    }
  }

  @Override
  public synchronized boolean isRunning() {
    return looking != null;
  }
}
