package io.midwatch.storage.elasticsearch;

import static org.assertj.core.api.Assertions.assertThat;

import io.midwatch.model.Signal;
import io.midwatch.model.semconv.IdentityKeys;
import io.midwatch.storage.contract.query.SeriesQuery;
import io.midwatch.storage.contract.query.TimeRange;
import io.midwatch.storage.contract.rollup.RollupDeriver;
import io.midwatch.storage.contract.rollup.RollupKey;
import io.midwatch.storage.contract.rollup.RollupQuery;
import io.midwatch.storage.contract.write.EncodedBatch;
import io.midwatch.storage.elasticsearch.client.Bulk;
import io.midwatch.storage.elasticsearch.client.Cluster;
import io.midwatch.storage.elasticsearch.client.Patience;
import io.midwatch.storage.elasticsearch.doc.Names;
import io.midwatch.storage.elasticsearch.rollup.ElasticsearchRollups;
import io.midwatch.storage.elasticsearch.write.AppliedState;
import io.midwatch.storage.elasticsearch.write.Expiry;
import io.midwatch.storage.elasticsearch.write.Setup;
import io.midwatch.storage.testkit.fixture.Logs;
import io.midwatch.storage.testkit.fixture.MutableClock;
import io.midwatch.storage.testkit.fixture.Points;
import io.midwatch.storage.testkit.fixture.RecordBatches;
import io.midwatch.storage.testkit.fixture.Times;
import io.midwatch.storage.wal.disk.LocalDisk;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Old days and months are deleted as whole indices, and what comes late is found all the same. */
class RetentionIT {
  private static final String PREFIX = "midwatchretention";

  @RegisterExtension static final SharedServer SERVER = new SharedServer();

  @TempDir Path folder;
  private final RecordBatches batches = new RecordBatches();
  private final MutableClock clock = new MutableClock(Times.START);

  @Test
  void aDayGoesWithItsSeriesAndALatePointBringsItsSeriesBack() throws Exception {
    delete();
    try (ElasticsearchStore store = open(new NoRollups())) {
      store.write(batches.logs("s", Times.second(1), List.of(Logs.number(1).build())));
      store.write(points(1));
      clock.advance(Duration.ofDays(2));
      store.write(points(Times.TWO_DAYS + 1));
      settle(store);
      assertThat(indices("points")).hasSize(2);
      store.expire(Signal.METRICS, Times.second(Times.TWO_DAYS));
      assertThat(indices("points")).containsExactly(PREFIX + "-points-2026.01.04");
      assertThat(indices("series")).containsExactly(PREFIX + "-series-2026.01.04");
      assertThat(indices("logs")).as("another signal").hasSize(1);
      // The store knows the series of that day from before; its document is gone.
      store.write(points(2));
      settle(store);
      assertThat(indices("series")).hasSize(2);
      store.expire(Signal.METRICS, Times.second(0));
      assertThat(store.metrics().series(SeriesQuery.of(Times.HOUR)))
          .singleElement()
          .satisfies(series -> assertThat(series.samples()).hasSize(1));
    }
  }

  @Test
  void anItemFromTheFutureDoesNotKeepItsDay() throws Exception {
    delete();
    try (ElasticsearchStore store = open(new NoRollups())) {
      long future = Times.second(50 * Times.TWO_DAYS);
      store.write(
          batches.logs(
              "s",
              Times.second(1),
              List.of(Logs.number(1).build(), Logs.number(2).times(future, future).build())));
      settle(store);
      store.expire(Signal.LOGS, Times.second(0));
      assertThat(indices("logs")).as("one is young enough").hasSize(1);
      store.expire(Signal.LOGS, Times.second(Times.TWO_DAYS));
      assertThat(indices("logs")).isEmpty();
    }
  }

  @Test
  void monthsOfFiguresGoWhenTheyAreOver() throws Exception {
    delete();
    Names names = new Names(PREFIX);
    try (Cluster cluster = new Cluster(SERVER.server().url())) {
      Patience patience = new Patience();
      Setup setup = new Setup(cluster, names);
      ElasticsearchRollups rollups =
          new ElasticsearchRollups(
              List.of(ItemCounting.TABLE),
              cluster,
              names,
              new Bulk(cluster, patience, setup::make),
              patience,
              "one",
              -1,
              clock,
              Duration.ofDays(400));
      long january = Times.second(0);
      long november = january - Duration.ofDays(40).toNanos();
      count(rollups, 1, november);
      count(rollups, 2, january);
      rollups.flush();
      assertThat(indices("rollups"))
          .containsExactly(PREFIX + "-rollups-2025.11", PREFIX + "-rollups-2026.01");
      List<String> gone = new ArrayList<>();
      Expiry expiry =
          new Expiry(cluster, names, AppliedState.open(new LocalDisk(folder)), gone::add);
      expiry.rollupsBefore(Instant.parse("2025-11-30T23:00:00Z"));
      assertThat(gone).as("the month is not over").isEmpty();
      expiry.rollupsBefore(Instant.parse("2025-12-01T01:00:00Z"));
      expiry.rollupsBefore(Instant.parse("2025-12-01T01:00:00Z"));
      assertThat(gone).containsExactly(PREFIX + "-rollups-2025.11");
      assertThat(indices("rollups")).containsExactly(PREFIX + "-rollups-2026.01");
      SERVER.server().request("POST", "/" + PREFIX + "-*/_refresh", "");
      var answer =
          rollups.readRollup(
              RollupQuery.total(
                  ItemCounting.TABLE.name(), new TimeRange(november - 60, january + 60)));
      assertThat(answer.rows())
          .singleElement()
          .satisfies(row -> assertThat(answer.count(row, "items")).isEqualTo(1));
    }
  }

  private static void count(ElasticsearchRollups rollups, long position, long unixNano) {
    rollups.apply(
        position,
        sink -> sink.cell(ItemCounting.TABLE, unixNano, RollupKey.ofTexts("LOGS")).count(0, 1));
  }

  private ElasticsearchStore open(RollupDeriver deriver) {
    return ElasticsearchStore.open(
        folder,
        new ElasticsearchParts(batches, batches, deriver, IdentityKeys.DEFAULT, clock),
        ElasticsearchSettings.of(SERVER.server().url()).withPrefix(PREFIX));
  }

  private EncodedBatch points(long second) {
    return batches.points("s", Times.second(second), List.of(Points.at(second).build()));
  }

  private static void settle(ElasticsearchStore store) {
    assertThat(store.settle(Duration.ofSeconds(60))).as("%s", store.problem()).isTrue();
  }

  private static void delete() throws Exception {
    SERVER.server().request("DELETE", "/" + PREFIX + "-*", "");
  }

  private static List<String> indices(String kind) throws Exception {
    return SERVER
        .server()
        .request("GET", "/_cat/indices/" + PREFIX + "-" + kind + "-*?h=index&s=index", "")
        .body()
        .lines()
        .toList();
  }
}
