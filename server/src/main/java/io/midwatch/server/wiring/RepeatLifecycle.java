package io.midwatch.server.wiring;

import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/** Does something again and again, some time after it last ended, while the server runs. */
final class RepeatLifecycle implements SmartLifecycle {
  private static final Logger LOG = LoggerFactory.getLogger(RepeatLifecycle.class);

  private final String what;
  private final Duration pause;
  private final Runnable action;
  private @Nullable ScheduledExecutorService running;

  /**
   * @param what names the thread and the failures
   * @param pause before the first time and after each; zero for never
   */
  RepeatLifecycle(String what, Duration pause, Runnable action) {
    this.what = what;
    this.pause = pause;
    this.action = action;
  }

  @Override
  public synchronized void start() {
    if (pause.isZero()) {
      return;
    }
    ScheduledExecutorService executor =
        Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name(what).factory());
    long nanos = pause.toNanos();
    executor.scheduleWithFixedDelay(this::once, nanos, nanos, TimeUnit.NANOSECONDS);
    running = executor;
  }

  private void once() {
    try {
      action.run();
    } catch (RuntimeException e) {
      LOG.error("{} failed; the next time is in {} s", what, pause.toSeconds(), e);
    }
  }

  /** Ends after the action that is under way, if one is. */
  @Override
  public synchronized void stop() {
    if (running != null) {
      running.close();
      running = null;
    }
  }

  @Override
  public synchronized boolean isRunning() {
    return running != null;
  }
}
