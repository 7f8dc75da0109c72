package io.midwatch.ui.live;

import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter.SseEventBuilder;

/**
 * One browser's stream. Writing has a thread of its own, for it may have to wait for a browser that
 * does not read; of what is said meanwhile the newest is kept. Thread-safe.
 */
final class LiveStream {
  private final SseEmitter emitter;
  private final Runnable gone;
  private @Nullable SseEventBuilder next;
  private boolean writing;

  /**
   * @param gone called, perhaps more than once, when nobody listens any more
   */
  LiveStream(SseEmitter emitter, Runnable gone) {
    this.emitter = emitter;
    this.gone = gone;
    emitter.onCompletion(gone);
    emitter.onError(_ -> gone.run());
    emitter.onTimeout(emitter::complete);
  }

  /** Writes without waiting for it. */
  synchronized void say(SseEventBuilder what) {
    next = what;
    if (!writing) {
      writing = true;
      Thread.startVirtualThread(this::write);
    }
  }

  private void write() {
    try {
      for (SseEventBuilder what = take(); what != null; what = take()) {
        emitter.send(what);
      }
    } catch (IOException | IllegalStateException _) {
      gone.run();
    }
  }

  private synchronized @Nullable SseEventBuilder take() {
    SseEventBuilder taken = next;
    next = null;
    writing = taken != null;
    return taken;
  }

  /** Ends the answer in an orderly way, without waiting for it. */
  void end() {
    Thread.startVirtualThread(emitter::complete);
  }
}
