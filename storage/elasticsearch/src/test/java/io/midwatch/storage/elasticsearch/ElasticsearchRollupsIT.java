package io.midwatch.storage.elasticsearch;

import static org.assertj.core.api.Assertions.assertThat;

import io.midwatch.storage.contract.query.TimeRange;
import io.midwatch.storage.contract.rollup.RollupAnswer;
import io.midwatch.storage.contract.rollup.RollupKey;
import io.midwatch.storage.contract.rollup.RollupQuery;
import io.midwatch.storage.contract.rollup.RollupReader;
import io.midwatch.storage.contract.rollup.RollupTable;
import io.midwatch.storage.elasticsearch.client.Bulk;
import io.midwatch.storage.elasticsearch.client.Cluster;
import io.midwatch.storage.elasticsearch.client.Patience;
import io.midwatch.storage.elasticsearch.doc.Names;
import io.midwatch.storage.elasticsearch.rollup.ElasticsearchRollups;
import io.midwatch.storage.elasticsearch.write.Setup;
import io.midwatch.storage.testkit.rollup.RollupStoreContract;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class ElasticsearchRollupsIT extends RollupStoreContract {
  private static final Names NAMES = new Names(ElasticsearchStores.PREFIX);

  @RegisterExtension static final SharedServer SERVER = new SharedServer();

  private final List<Cluster> opened = new ArrayList<>();

  @Override
  protected Rollups newStore(List<RollupTable> tables, InstantSource clock) {
    try {
      SERVER.server().clear(ElasticsearchStores.PREFIX);
    } catch (IOException | InterruptedException e) {
      throw new IllegalStateException("the server does not answer", e);
    }
    Cluster cluster = cluster();
    new Setup(cluster, NAMES).require();
    ElasticsearchRollups rollups = writer(cluster, "one", -1, tables, clock);
    return new Rollups(flushed(rollups, cluster), rollups);
  }

  private Cluster cluster() {
    Cluster cluster = new Cluster(SERVER.server().url());
    opened.add(cluster);
    return cluster;
  }

  @AfterEach
  void closeClients() {
    opened.forEach(Cluster::close);
  }

  private static ElasticsearchRollups writer(
      Cluster cluster, String name, long covered, List<RollupTable> tables, InstantSource clock) {
    Patience patience = new Patience();
    Setup setup = new Setup(cluster, NAMES);
    return new ElasticsearchRollups(
        tables,
        cluster,
        NAMES,
        new Bulk(cluster, patience, setup::make),
        patience,
        name,
        covered,
        clock,
        Duration.ofDays(10));
  }

  private static void flush(ElasticsearchRollups rollups, Cluster cluster) {
    rollups.flush();
    cluster.ask(
        "refresh",
        client -> client.indices().refresh(all -> all.index(ElasticsearchStores.PREFIX + "-*")));
  }

  private static RollupReader flushed(ElasticsearchRollups rollups, Cluster cluster) {
    return (RollupReader)
        Proxy.newProxyInstance(
            RollupReader.class.getClassLoader(),
            new Class<?>[] {RollupReader.class},
            (_, method, arguments) -> {
              flush(rollups, cluster);
              try {
                return method.invoke(rollups, arguments);
              } catch (InvocationTargetException e) {
                throw e.getCause();
              }
            });
  }

  @Test
  void totalsOfTwoWritersAreMerged() {
    Cluster cluster = cluster();
    ElasticsearchRollups one = writer(cluster, "one", -1, List.of(CALLS), NOW);
    ElasticsearchRollups other = writer(cluster, "other", -1, List.of(CALLS), NOW);
    count(one, 1, 3);
    count(other, 1, 4);
    one.flush();
    flush(other, cluster);

    assertThat(calls(one)).isEqualTo(7);
  }

  @Test
  void aWriterThatStartsAgainGoesOnFromItsTotals() {
    Cluster cluster = cluster();
    ElasticsearchRollups before = writer(cluster, "one", -1, List.of(CALLS), NOW);
    count(before, 1, 3);
    count(before, 2, 10);
    flush(before, cluster);
    // Its state says that only position 1 is done, so 2 comes again.
    ElasticsearchRollups after = writer(cluster, "one", 1, List.of(CALLS), NOW);
    count(after, 2, 10);
    count(after, 3, 100);
    flush(after, cluster);

    assertThat(calls(after)).isEqualTo(113);
  }

  @Test
  void figuresOlderThanTheRetentionAreSaidToBeGone() {
    Cluster cluster = cluster();
    ElasticsearchRollups rollups = writer(cluster, "one", -1, List.of(CALLS), NOW);
    rollups.apply(1, sink -> sink.cell(CALLS, 0, RollupKey.ofTexts("shop", "/")).count(0, 1));
    flush(rollups, cluster);

    RollupAnswer answer = rollups.readRollup(RollupQuery.total("calls", TimeRange.ALL));
    assertThat(answer.rows()).isEmpty();
    assertThat(answer.completeness().complete()).isFalse();
    assertThat(answer.completeness().reasons())
        .containsExactly("figures before 2026-11-12T03:10:00Z are no longer kept");
  }

  private static void count(ElasticsearchRollups rollups, long position, long calls) {
    rollups.apply(
        position, sink -> sink.cell(CALLS, START, RollupKey.ofTexts("shop", "/")).count(0, calls));
  }

  private static long calls(ElasticsearchRollups rollups) {
    RollupAnswer answer = rollups.readRollup(RollupQuery.total("calls", range(0, 40)));
    return answer.count(answer.rows().getFirst(), "calls");
  }
}
