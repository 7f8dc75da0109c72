package io.midwatch.storage.elasticsearch;

import io.midwatch.model.Signal;
import io.midwatch.storage.wal.Durability;
import java.net.URI;
import java.time.Duration;
import java.util.Map;

/**
 * How an {@link ElasticsearchStore} works.
 *
 * @param url of the server, {@code http://host:9200} or {@code https://user:password@host:9200}
 * @param prefix of every index and template name
 * @param durability of what is acknowledged
 * @param retention per signal; whole days are deleted
 * @param rollupRetention of figures; whole months are deleted
 * @param backlogBytes of bodies that may wait for the server, in memory and in the log; beyond it
 *     senders are told to wait
 * @param rowsComputedHere up to how many rows an aggregation is computed from the rows themselves
 *     rather than by the server
 */
public record ElasticsearchSettings(
    URI url,
    String prefix,
    Durability durability,
    Map<Signal, Duration> retention,
    Duration rollupRetention,
    long backlogBytes,
    long rowsComputedHere) {
  public ElasticsearchSettings {
    retention = Map.copyOf(retention);
    if (!prefix.matches("[a-z][a-z0-9]*")) {
      throw new IllegalArgumentException(
          "a prefix is lower-case letters and digits, starting with a letter: " + prefix);
    }
  }

  /** Forced, kept 15, 15, 30 and 400 days, 64 MiB of backlog. */
  public static ElasticsearchSettings of(URI url) {
    return new ElasticsearchSettings(
        url,
        "midwatch",
        Durability.FSYNC,
        Map.of(
            Signal.TRACES, Duration.ofDays(15),
            Signal.LOGS, Duration.ofDays(15),
            Signal.METRICS, Duration.ofDays(30)),
        Duration.ofDays(400),
        64L << 20,
        5_000);
  }

  public ElasticsearchSettings withPrefix(String name) {
    return new ElasticsearchSettings(
        url, name, durability, retention, rollupRetention, backlogBytes, rowsComputedHere);
  }

  public ElasticsearchSettings withDurability(Durability level) {
    return new ElasticsearchSettings(
        url, prefix, level, retention, rollupRetention, backlogBytes, rowsComputedHere);
  }

  public ElasticsearchSettings withRetention(Map<Signal, Duration> kept, Duration rollups) {
    return new ElasticsearchSettings(
        url, prefix, durability, kept, rollups, backlogBytes, rowsComputedHere);
  }

  public ElasticsearchSettings withBacklogBytes(long bytes) {
    return new ElasticsearchSettings(
        url, prefix, durability, retention, rollupRetention, bytes, rowsComputedHere);
  }

  public ElasticsearchSettings withRowsComputedHere(long rows) {
    return new ElasticsearchSettings(
        url, prefix, durability, retention, rollupRetention, backlogBytes, rows);
  }
}
