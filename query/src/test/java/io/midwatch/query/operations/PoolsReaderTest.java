package io.midwatch.query.operations;

import static org.assertj.core.api.Assertions.assertThat;

import io.midwatch.query.window.Window;
import io.midwatch.storage.contract.query.TimeRange;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class PoolsReaderTest {
  private static final Window WINDOW =
      Window.of(new TimeRange(SentMetrics.TIME - 1_000_000_000, SentMetrics.TIME + 1));
  private static final Window LONG =
      Window.of(new TimeRange(SentMetrics.TIME - 600_000_000_000L, SentMetrics.TIME + 1));
  private static final PoolRow ORDERS = new PoolRow("shop", "shop-1", "orders", 7.0, 10.0, 2.0);

  private final SentMetrics sent = new SentMetrics();

  @Test
  void readsOneAndTheSamePoolFromEveryAgent() {
    newNames();
    assertThat(pools()).as("new names").containsExactly(ORDERS);
    oldNames();
    assertThat(pools()).as("old names beside the new ones").containsExactly(ORDERS);
    hikari();
    assertThat(pools()).as("Micrometer beside the agent").containsExactly(ORDERS);
  }

  @Test
  void readsMicrometersPool() {
    hikari();

    assertThat(pools()).containsExactly(ORDERS);
  }

  @Test
  void readsTheSizeUnderTheNameOfTheNewestAgents() {
    sent.gauge(
        "shop", "db.client.connection.limit", "", 10, "db.client.connection.pool.name", "orders");

    assertThat(pools()).containsExactly(new PoolRow("shop", "shop-1", "orders", null, 10.0, null));
  }

  @Test
  void countsThePoolOfTwoInstrumentsOfMicrometerOnce() {
    hikari();
    sent.gauge("shop", "jdbc.connections.active", "", 7, "name", "dataSource")
        .gauge("shop", "jdbc.connections.max", "", 10, "name", "dataSource");

    assertThat(pools()).containsExactly(ORDERS);
  }

  @Test
  void anEnvironmentHasItsOwnUnderTheNewNameAndTheOld() {
    sent.gauge("shop", "hikaricp.connections.active", "", 1, "pool", "nowhere")
        .in("deployment.environment.name", "eu")
        .gauge("shop", "hikaricp.connections.active", "", 7, "pool", "orders")
        .in("deployment.environment", "us")
        .gauge("shop", "hikaricp.connections.active", "", 3, "pool", "orders");

    assertThat(pools("eu")).extracting(PoolRow::used).containsExactly(7.0);
    assertThat(pools("us")).extracting(PoolRow::used).containsExactly(3.0);
    assertThat(pools("asia")).isEmpty();
    assertThat(pools(null))
        .as("all, those of no environment too")
        .extracting(PoolRow::used)
        .containsExactly(1.0, 10.0);
  }

  @Test
  void oneServicesNewNamesDoNotHideAnothersOldOnes() {
    newNames();
    sent.gauge("stock", "hikaricp.connections.active", "", 3, "pool", "stock");

    assertThat(pools())
        .containsExactly(ORDERS, new PoolRow("stock", "stock-1", "stock", 3.0, null, null));
  }

  @Test
  void anInstanceThatEndedIsNoPoolWhileOthersOfItsServiceSpeak() {
    hikari();
    long before = SentMetrics.TIME - 301_000_000_000L;
    sent.gauge(before, "shop", "shop-0", "hikaricp.connections.active", "", 9, "pool", "orders")
        .gauge(before, "stock", "stock-1", "hikaricp.connections.active", "", 9, "pool", "stock");

    assertThat(pools())
        .containsExactly(ORDERS, new PoolRow("stock", "stock-1", "stock", null, null, null));
  }

  @Test
  void tellsHowLongAConnectionIsWaitedForAndHowOftenInVain() {
    hikari();
    long[] counts = {10, 14, 2};
    sent.durations(
            "shop",
            "hikaricp.connections.acquire",
            "ms",
            counts,
            new double[] {100, 1_300, 300},
            "pool",
            "orders")
        .counter("shop", "hikaricp.connections.timeout", 3, 8, "pool", "orders");
    sent.gauge("stock", "hikaricp.connections.active", "", 3, "pool", "stock");

    assertThat(pressures(null))
        .as("4 waited 1.2 s, then 2 of a new process 0.3 s")
        .containsExactly(
            new PoolPressure(ORDERS, 0.25, 5.0),
            new PoolPressure(
                new PoolRow("stock", "stock-1", "stock", 3.0, null, null), null, null));
    assertThat(pressures("acme/stock"))
        .extracting(one -> one.pool().pool())
        .containsExactly("stock");
    assertThat(pressures("tock")).isEmpty();
  }

  @Test
  void readsWaitsOfTheAgentInSecondsAndOncePerPool() {
    newNames();
    String pool = "db.client.connection.pool.name";
    long[] counts = {1, 3};
    double[] sums = {1, 1.5};
    sent.durations("shop", "db.client.connection.wait_time", "s", counts, sums, pool, "orders")
        .durations(
            "shop",
            "db.client.connections.wait_time",
            "ms",
            counts,
            new double[] {1_000, 1_500},
            "pool.name",
            "orders");

    assertThat(pressures(null)).containsExactly(new PoolPressure(ORDERS, 0.25, null));
  }

  @Test
  void theNearestToItsSizeComesFirst() {
    sent.gauge("a", "hikaricp.connections.active", "", 1, "pool", "wide")
        .gauge("a", "hikaricp.connections.max", "", 10, "pool", "wide")
        .gauge("b", "hikaricp.connections.active", "", 4, "pool", "tight")
        .gauge("b", "hikaricp.connections.max", "", 5, "pool", "tight")
        .gauge("c", "hikaricp.connections.pending", "", 4, "pool", "unknown");

    assertThat(pressures(null))
        .extracting(one -> one.pool().pool())
        .containsExactly("tight", "wide", "unknown");
  }

  private List<PoolPressure> pressures(@Nullable String service) {
    return new PoolsReader(new MetricLookup(sent)).pressures(LONG, service).rows();
  }

  private void newNames() {
    String pool = "db.client.connection.pool.name";
    String state = "db.client.connection.state";
    sent.gauge("shop", "db.client.connection.count", "", 7, pool, "orders", state, "used")
        .gauge("shop", "db.client.connection.count", "", 3, pool, "orders", state, "idle")
        .gauge("shop", "db.client.connection.max", "", 10, pool, "orders")
        .gauge("shop", "db.client.connection.pending_requests", "", 2, pool, "orders");
  }

  private void oldNames() {
    sent.gauge("shop", "db.client.connections.usage", "", 7, "pool.name", "orders", "state", "used")
        .gauge("shop", "db.client.connections.usage", "", 3, "pool.name", "orders", "state", "idle")
        .gauge("shop", "db.client.connections.max", "", 10, "pool.name", "orders")
        .gauge("shop", "db.client.connections.pending_requests", "", 2, "pool.name", "orders");
  }

  private void hikari() {
    sent.gauge("shop", "hikaricp.connections", "", 10, "pool", "orders")
        .gauge("shop", "hikaricp.connections.active", "", 7, "pool", "orders")
        .gauge("shop", "hikaricp.connections.idle", "", 3, "pool", "orders")
        .gauge("shop", "hikaricp.connections.max", "", 10, "pool", "orders")
        .gauge("shop", "hikaricp.connections.pending", "", 2, "pool", "orders");
  }

  private List<PoolRow> pools() {
    return pools(null);
  }

  private List<PoolRow> pools(@Nullable String environment) {
    return new PoolsReader(new MetricLookup(sent))
        .pressures(new Window(WINDOW.range(), environment, null), null).rows().stream()
            .map(PoolPressure::pool)
            .toList();
  }
}
