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
        .rows(new Window(WINDOW.range(), environment, null))
        .rows();
  }
}
