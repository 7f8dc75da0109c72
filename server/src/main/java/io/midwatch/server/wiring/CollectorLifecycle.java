package io.midwatch.server.wiring;

import io.midwatch.collector.Collector;
import org.springframework.context.SmartLifecycle;

/** Opens the OTLP ports when everything behind them is ready, and closes them first. */
final class CollectorLifecycle implements SmartLifecycle {
  private final Collector collector;
  private volatile boolean running;

  CollectorLifecycle(Collector collector) {
    this.collector = collector;
  }

  @Override
  public void start() {
    collector.start();
    running = true;
  }

  @Override
  public void stop() {
    running = false;
    try {
      collector.close();
    } catch (Exception e) {
      throw new IllegalStateException("the OTLP receivers did not close", e);
    }
  }

  @Override
  public boolean isRunning() {
    return running;
  }
}
