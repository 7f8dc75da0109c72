package io.midwatch.storage.elasticsearch.write;

import co.elastic.clients.elasticsearch._types.aggregations.Aggregate;
import co.elastic.clients.elasticsearch._types.aggregations.FilterAggregate;
import io.midwatch.model.Signal;
import io.midwatch.storage.elasticsearch.client.Cluster;
import io.midwatch.storage.elasticsearch.doc.Names;
import io.midwatch.storage.elasticsearch.doc.Names.Kind;
import io.midwatch.storage.elasticsearch.read.FilterQuery;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.TreeSet;
import java.util.function.Consumer;

/**
 * Deletes whole indices whose youngest item is too old; times more than an hour after the day an
 * index is of count for nothing. Doing it twice does nothing more.
 */
public final class Expiry {
  private static final long AHEAD_NANOS = Duration.ofHours(1).toNanos();

  private final Cluster cluster;
  private final Names names;
  private final AppliedState state;
  private final Consumer<String> gone;

  /**
   * @param gone hears of every index that was deleted
   */
  public Expiry(Cluster cluster, Names names, AppliedState state, Consumer<String> gone) {
    this.gone = gone;
    this.cluster = cluster;
    this.names = names;
    this.state = state;
  }

  /** Nothing may be written to the indices meanwhile. */
  public void before(Signal signal, long beforeUnixNano) {
    Kind kind = Kind.of(signal);
    cluster.ask("refresh", client -> client.indices().refresh(all -> all.index(names.all(kind))));
    for (String index : indices(kind)) {
      Held held = held(index, names.end(kind, index) + AHEAD_NANOS);
      if (held.items() > 0 && held.newest() < beforeUnixNano) {
        if (kind == Kind.POINTS) { // first, so that a failure between the two leaves both tried
          delete(names.base(Kind.SERIES) + index.substring(names.base(Kind.POINTS).length()));
        }
        delete(index);
        state.expired(signal, held.items());
      }
    }
  }

  /** Deletes the months of rollups that end before the time. */
  public void rollupsBefore(Instant before) {
    String kept = names.month(Math.multiplyExact(before.getEpochSecond(), 1_000_000_000L));
    for (String index : indices(Kind.ROLLUPS)) {
      if (index.compareTo(kept) < 0) {
        delete(index);
      }
    }
  }

  private record Held(long items, long newest) {}

  private List<String> indices(Kind kind) {
    return List.copyOf(
        new TreeSet<>(
            cluster
                .ask(
                    "list indices",
                    client -> client.indices().get(all -> all.index(names.all(kind))))
                .indices()
                .keySet()));
  }

  /**
   * @param latest an item cannot be younger when its sender's clock is right; one that claims to be
   *     keeps no day
   */
  private Held held(String index, long latest) {
    var response =
        cluster.ask(
            "count",
            client ->
                client.search(
                    search ->
                        search
                            .index(index)
                            .size(0)
                            .trackTotalHits(track -> track.enabled(true))
                            .allowPartialSearchResults(false)
                            .aggregations(
                                "credible",
                                by ->
                                    by.filter(
                                            FilterQuery.between(Names.TIME, Long.MIN_VALUE, latest))
                                        .aggregations(
                                            "newest", max -> max.max(of -> of.field(Names.TIME)))),
                    Void.class));
    long items = response.hits().total() == null ? 0 : response.hits().total().value();
    FilterAggregate credible =
        Objects.requireNonNull(response.aggregations().get("credible")).filter();
    if (credible.docCount() == 0) {
      return new Held(items, latest);
    }
    Aggregate newest = credible.aggregations().get("newest");
    Double time = newest == null ? null : newest.max().value();
    return new Held(items, time == null ? Long.MAX_VALUE : atMost(time));
  }

  /**
   * A double is a rounded time: half a microsecond later, or the end of time, is on the safe side.
   */
  static long atMost(double unixNano) {
    return unixNano >= Long.MAX_VALUE - 1024 ? Long.MAX_VALUE : (long) unixNano + 512;
  }

  private void delete(String index) {
    cluster.ask(
        "delete " + index,
        client -> client.indices().delete(delete -> delete.index(index).ignoreUnavailable(true)));
    gone.accept(index);
  }
}
