package io.midwatch.ui.live;

import io.midwatch.query.ingest.IngestStatusService;
import java.io.IOException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

/**
 * The open streams, at most {@value #MOST}, and what they are told. Thread-safe.
 *
 * <pre>
 * retry:1000                        once, at the start
 *
 * event:tick                        something came in or was decided since the tick before
 * data:1795403866000000000.41       how far both have come; to compare with, nothing else
 *
 * :                                 after 15 s without a tick
 * </pre>
 *
 * A stream says when to ask, not what: pages fetch their content as they do without it. It ends
 * after {@link #LONGEST} and is opened again, so that the door looks at the session.
 */
@Component
public final class LiveStreams implements SmartLifecycle {
  /** How often {@link #beat} is to be called. */
  public static final Duration BEAT = Duration.ofSeconds(5);

  static final int MOST = 500;
  static final Duration LONGEST = Duration.ofHours(1);

  private static final int SILENT_BEATS = 3;
  private static final long RETRY_MILLIS = 1_000;

  private final IngestStatusService ingest;
  private final Decisions decisions;
  private final Map<SseEmitter, LiveStream> streams = new LinkedHashMap<>();
  private boolean running;
  private String told = position(0, 0);
  private int silent;

  LiveStreams(IngestStatusService ingest, Decisions decisions) {
    this.ingest = ingest;
    this.decisions = decisions;
  }

  /** A new stream, empty when there are too many or the server is about to end. */
  Optional<SseEmitter> open() throws IOException {
    SseEmitter emitter = new SseEmitter(LONGEST.toMillis());
    emitter.send(SseEmitter.event().reconnectTime(RETRY_MILLIS));
    return add(emitter) ? Optional.of(emitter) : Optional.empty();
  }

  /** Whether there was a place for it. */
  synchronized boolean add(SseEmitter emitter) {
    if (!running || streams.size() >= MOST) {
      return false;
    }
    streams.put(emitter, new LiveStream(emitter, () -> remove(emitter)));
    return true;
  }

  private synchronized void remove(SseEmitter emitter) {
    streams.remove(emitter);
  }

  /** Open streams. One whose browser went away counts until it was told something in vain. */
  public synchronized int count() {
    return streams.size();
  }

  /**
   * Looks whether something came in or was decided, and says so or, after a while, that the stream
   * is alive.
   */
  public void beat() {
    tell(position(ingest.status().lastReceivedUnixNano(), decisions.newest()));
  }

  private static String position(long receivedUnixNano, long decision) {
    return receivedUnixNano + "." + decision;
  }

  private void tell(String position) {
    Consumer<LiveStream> word;
    List<LiveStream> all;
    synchronized (this) {
      boolean moved = !position.equals(told);
      told = position;
      silent = moved ? 0 : (silent + 1) % SILENT_BEATS;
      if (!moved && silent != 0) {
        return;
      }
      all = List.copyOf(streams.values());
      word =
          moved
              ? stream -> stream.say(SseEmitter.event().name("tick").data(position))
              : stream -> stream.say(SseEmitter.event().comment(""));
    }
    all.forEach(word);
  }

  @Override
  public synchronized void start() {
    running = true;
  }

  /** Ends every stream, or the orderly end of the web server would wait for them. */
  @Override
  public synchronized void stop() {
    running = false;
    streams.values().forEach(LiveStream::end);
  }

  @Override
  public synchronized boolean isRunning() {
    return running;
  }
}
