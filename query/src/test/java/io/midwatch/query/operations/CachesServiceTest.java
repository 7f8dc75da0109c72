package io.midwatch.query.operations;

import static org.assertj.core.api.Assertions.assertThat;

import io.midwatch.query.window.Window;
import io.midwatch.storage.contract.query.TimeRange;
import java.util.List;
import org.junit.jupiter.api.Test;

class CachesServiceTest {
  private static final long MINUTE = 60_000_000_000L;
  private static final Window WINDOW =
      Window.of(new TimeRange(SentMetrics.TIME - 5 * MINUTE, SentMetrics.TIME + MINUTE));

  private final SentMetrics sent = new SentMetrics();

  @Test
  void aCacheOfAServiceAsMicrometerTellsOfIt() {
    sent.counter("shop", "cache.gets", 10, 919, "cache", "sessions", "result", "hit")
        .counter("shop", "cache.gets", 5, 96, "cache", "sessions", "result", "miss")
        .counter("shop", "cache.gets", 0, 30, "cache", "prices", "result", "hit")
        .counter("shop", "cache.evictions", 3, 10, "cache", "sessions")
        .gauge("shop", "cache.size", "", 500, "cache", "sessions");

    assertThat(caches())
        .containsExactly(
            new CacheRow("shop", "sessions", "", new CacheLookups(909, 91), 500.0, 7.0),
            new CacheRow("shop", "prices", "", new CacheLookups(30, 0), null, null));
    assertThat(caches().getFirst().lookups().ratio()).isEqualTo(0.909);
  }

  @Test
  void serversOfOneCollectorAreToldApart() {
    sent.counter("", "redis.keyspace.hits", 0, 75)
        .counter("", "redis.keyspace.misses", 0, 25)
        .counter("", "memcached.operations", 0, 40, "type", "hit", "operation", "get")
        .counter("", "memcached.operations", 0, 10, "type", "miss", "operation", "get")
        .counter("", "memcached.operations", 0, 9_000, "type", "hit", "operation", "increment")
        .counter("exporter", "memcached_commands_total", 0, 8, "status", "hit", "command", "get")
        .counter("exporter", "memcached_commands_total", 0, 2, "status", "miss", "command", "get")
        .counter("exporter", "memcached_commands_total", 0, 70, "status", "hit", "command", "set");

    assertThat(caches())
        .containsExactly(
            new CacheRow("", "", "redis", new CacheLookups(75, 25), null, null),
            new CacheRow("", "", "memcached", new CacheLookups(40, 10), null, null),
            new CacheRow("exporter", "", "memcached", new CacheLookups(8, 2), null, null));
  }

  @Test
  void aCacheNobodyLookedIntoIsNotListed() {
    sent.counter("shop", "cache.gets", 10, 10, "cache", "sessions", "result", "hit")
        .gauge("shop", "cache.size", "", 500, "cache", "sessions");

    assertThat(caches()).isEmpty();
  }

  @Test
  void theServerAServiceReadsIsNoCacheWithinIt() {
    sent.counter("shop", "cache.gets", 0, 30, "cache", "prices", "result", "hit")
        .counter("shop", "redis.keyspace.hits", 0, 75)
        .counter("other", "cache.gets", 0, 30, "cache", "prices", "result", "hit");

    CachesService caches = new CachesService(new MetricLookup(sent));
    assertThat(caches.ofService(WINDOW, "eu/shop").rows())
        .singleElement()
        .satisfies(row -> assertThat(row.cache()).isEqualTo("prices"));
    assertThat(caches.ofService(WINDOW, "workshop").rows()).isEmpty();
  }

  @Test
  void anEnvironmentHasItsOwn() {
    sent.counter("shop", "cache.gets", 0, 30, "cache", "prices", "result", "hit");

    Window eu = new Window(WINDOW.range(), "eu", null);
    assertThat(new CachesService(new MetricLookup(sent)).caches(eu).rows()).isEmpty();

    sent.in("deployment.environment.name", "eu")
        .counter("shop", "cache.gets", 0, 8, "cache", "prices", "result", "hit");
    assertThat(new CachesService(new MetricLookup(sent)).caches(eu).rows())
        .singleElement()
        .satisfies(row -> assertThat(row.lookups().hits()).isEqualTo(8));
  }

  private List<CacheRow> caches() {
    return new CachesService(new MetricLookup(sent)).caches(WINDOW).rows();
  }
}
