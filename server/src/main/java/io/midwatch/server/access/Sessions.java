package io.midwatch.server.access;

import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Logged-in browsers, in memory: at most 1,000, each for 12 hours, the oldest go first. */
final class Sessions {
  private static final int MAX = 1_000;
  private static final Duration LIFETIME = Duration.ofHours(12);

  private final SecureRandom random = new SecureRandom();
  private final InstantSource clock;
  private final Map<String, Instant> endsById = new LinkedHashMap<>();

  Sessions(InstantSource clock) {
    this.clock = clock;
  }

  /** A new session; its id is 256 random bits. */
  synchronized String open() {
    byte[] id = new byte[32];
    random.nextBytes(id);
    String text = Base64.getUrlEncoder().withoutPadding().encodeToString(id);
    endsById.put(text, clock.instant().plus(LIFETIME));
    if (endsById.size() > MAX) {
      endsById.remove(endsById.keySet().iterator().next());
    }
    return text;
  }

  synchronized boolean isOpen(@Nullable String id) {
    Instant end = id == null ? null : endsById.get(id);
    return end != null && clock.instant().isBefore(end);
  }
}
