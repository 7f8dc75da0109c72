package io.midwatch.storage.elasticsearch;

import static org.assertj.core.api.Assertions.assertThat;

import io.midwatch.model.semconv.IdentityKeys;
import io.midwatch.storage.contract.query.Filter;
import io.midwatch.storage.contract.query.SearchQuery;
import io.midwatch.storage.contract.query.SeriesQuery;
import io.midwatch.storage.contract.query.TimeRange;
import io.midwatch.storage.testkit.fixture.Logs;
import io.midwatch.storage.testkit.fixture.MutableClock;
import io.midwatch.storage.testkit.fixture.Points;
import io.midwatch.storage.testkit.fixture.RecordBatches;
import io.midwatch.storage.testkit.fixture.Times;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** A server that loses its templates and indices while Midwatch runs is set up again. */
class WipedServerIT {
  private static final String PREFIX = "midwatchwiped";

  @RegisterExtension static final SharedServer SERVER = new SharedServer();

  @TempDir Path folder;
  private final RecordBatches batches = new RecordBatches();

  @Test
  void getsTemplatesBeforeItGetsDocuments() throws Exception {
    wipe();
    try (ElasticsearchStore store = open()) {
      write(store, 1);
      wipe();
      assertThat(get("/_index_template/" + PREFIX + "-*")).contains("\"index_templates\":[]");
      write(store, 2);
      String index = PREFIX + "-logs-2026.01.02";
      assertThat(get("/_index_template/" + PREFIX + "-*")).contains(PREFIX + "-rollups");
      assertThat(get("/" + index + "/_mapping")).contains("\"dynamic\":\"strict\"");
      assertThat(get("/" + index + "/_settings"))
          .contains("\"number_of_replicas\":\"0\"")
          .doesNotContain("auto_expand");
      assertThat(get("/_cluster/health/" + index)).contains("\"status\":\"green\"");
      SearchQuery all = SearchQuery.newest(TimeRange.ALL, Filter.ALL, 10);
      assertThat(store.logs().searchLogs(all).items()).containsExactly(Logs.number(2).build());
      assertThat(store.metrics().series(SeriesQuery.of(TimeRange.ALL)))
          .singleElement()
          .satisfies(series -> assertThat(series.samples()).hasSize(1));
    }
  }

  private ElasticsearchStore open() {
    return ElasticsearchStore.open(
        folder,
        new ElasticsearchParts(
            batches,
            batches,
            new NoRollups(),
            IdentityKeys.DEFAULT,
            new MutableClock(Times.START.plus(Duration.ofHours(1)))),
        ElasticsearchSettings.of(SERVER.server().url()).withPrefix(PREFIX));
  }

  private void write(ElasticsearchStore store, long second) {
    store.write(batches.logs("s", Times.second(1), List.of(Logs.number(second).build())));
    store.write(batches.points("s", Times.second(1), List.of(Points.at(second).build())));
    assertThat(store.settle(Duration.ofSeconds(60))).as("%s", store.problem()).isTrue();
  }

  private static void wipe() throws Exception {
    SERVER.server().request("DELETE", "/" + PREFIX + "-*", "");
    SERVER.server().request("DELETE", "/_index_template/" + PREFIX + "-*", "");
  }

  private static String get(String path) throws Exception {
    return SERVER.server().request("GET", path, "").body();
  }
}
