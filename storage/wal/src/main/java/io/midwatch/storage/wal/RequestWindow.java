package io.midwatch.storage.wal;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Which requests the log took within the last 10 minutes of received time. Bounded: the oldest are
 * forgotten early when there are too many. Thread-safe.
 */
final class RequestWindow {
  static final long WINDOW_NANOS = Duration.ofMinutes(10).toNanos();
  private static final int MOST_REQUESTS = 500_000;

  private final Map<RequestKey, Seen> requests = new LinkedHashMap<>();

  /** The received time of the request taken last. */
  private long nowUnixNano = Long.MIN_VALUE;

  /** A request, when it was received and where its record stands. */
  record Seen(RequestKey request, long receivedUnixNano, long position) {}

  /** Whether the same request was taken less than 10 minutes before. */
  synchronized boolean holds(RequestKey request, long receivedUnixNano) {
    Seen seen = requests.get(request);
    return seen != null && receivedUnixNano - seen.receivedUnixNano() < WINDOW_NANOS;
  }

  synchronized void add(Seen seen) {
    nowUnixNano = seen.receivedUnixNano();
    forgetOld();
    requests.remove(seen.request());
    requests.put(seen.request(), seen);
  }

  /** Forgets a request whose record could not be applied, so that it may be sent again. */
  synchronized void remove(RequestKey request) {
    requests.remove(request);
  }

  /** Those within the window whose record stands in {@code [from, to)}, oldest first. */
  synchronized List<Seen> between(long from, long to) {
    List<Seen> found = new ArrayList<>();
    for (Seen seen : requests.values()) {
      if (seen.position() >= from && seen.position() < to && !isOld(seen.receivedUnixNano())) {
        found.add(seen);
      }
    }
    return found;
  }

  /** Whether a request received then can no longer be repeated. */
  synchronized boolean isOld(long receivedUnixNano) {
    return nowUnixNano != Long.MIN_VALUE && nowUnixNano - receivedUnixNano >= WINDOW_NANOS;
  }

  private void forgetOld() {
    Iterator<Seen> oldest = requests.values().iterator();
    while (oldest.hasNext()) {
      boolean old = isOld(oldest.next().receivedUnixNano());
      if (!old && requests.size() < MOST_REQUESTS) {
        return;
      }
      oldest.remove();
    }
  }
}
