package io.midwatch.server.replay;

import java.time.Duration;

/** Waiting, so that a test can watch it instead of doing it. */
interface Pause {
  /** Returns after {@code duration}; at once when it is zero or negative. */
  void sleep(Duration duration) throws InterruptedException;
}
