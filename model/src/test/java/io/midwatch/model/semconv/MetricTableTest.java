package io.midwatch.model.semconv;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.midwatch.model.Attributes;
import io.midwatch.model.MetricDescriptor.MetricType;
import io.midwatch.model.MetricDescriptor.Temporality;
import io.midwatch.model.PointValue;
import io.midwatch.model.PointValue.Buckets;
import io.midwatch.model.PointValue.DoublePoint;
import io.midwatch.model.PointValue.ExponentialHistogramPoint;
import io.midwatch.model.PointValue.HistogramPoint;
import io.midwatch.model.PointValue.LongPoint;
import io.midwatch.model.PointValue.Quantile;
import io.midwatch.model.PointValue.SummaryPoint;
import io.midwatch.model.SeriesIdentity;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class MetricTableTest {

  @ParameterizedTest
  @EnumSource
  void everyMeaningHasARowAndEveryNameOfItIsReadAsIt(CanonicalMetric metric) {
    List<MetricRow> rows =
        MetricTable.rows().stream().filter(row -> row.metric() == metric).toList();

    assertThat(rows).hasSize(1);
    assertThat(rows.getFirst().spellings())
        .isNotEmpty()
        .allSatisfy(spelling -> {
          MetricType type = spelling.type() == null ? MetricType.SUM : spelling.type();
          Attributes point =
              spelling.needs().isEmpty()
                  ? Attributes.empty()
                  : Attributes.ofStrings(spelling.needs().getFirst(), "x");
          MetricReading reading = MetricTable.read(series(spelling.name(), "", type, point));
          assertThat(reading).isNotNull();
          assertThat(reading.metric()).isEqualTo(metric);
        });
    assertThat(MetricUnit.find(metric.unit())).isNotNull();
  }

  @Test
  void oneNameMeansTwoThingsOnlyWhereASeriesTellsWhich() {
    Set<String> plain = new HashSet<>();
    for (MetricRow row : MetricTable.rows()) {
      for (MetricSpelling spelling : row.spellings()) {
        assertThat(spelling.isConditional() || plain.add(spelling.name()))
            .as(spelling.name())
            .isTrue();
      }
    }
  }

  /** What each agent sends: name, declared unit, point labels; and how it is read. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          http.server.request.duration    | s  |                    | HTTP_SERVER_DURATION | 0 | 1
          http.server.duration            | ms |                    | HTTP_SERVER_DURATION | 1 | 0.001
          http.server.duration            |    |                    | HTTP_SERVER_DURATION | 1 | 0.001
          http.server.requests            | ms | uri=/a             | HTTP_SERVER_DURATION | 2 | 0.001
          http.server.requests            | s  | uri=/a             | HTTP_SERVER_DURATION | 2 | 1
          http_server_requests_seconds    |    | uri=/a             | HTTP_SERVER_DURATION | 2 | 1
          http.client.duration            | ms |                    | HTTP_CLIENT_DURATION | 1 | 0.001
          http.server.request.size        | By |                    | HTTP_SERVER_REQUEST_SIZE | 1 | 1
          rpc.server.duration             | ms |                    | RPC_SERVER_DURATION  | 1 | 0.001
          rpc.client.duration             |    |                    | RPC_CLIENT_DURATION  | 1 | 0.001
          rpc.client.call.duration        | s  |                    | RPC_CLIENT_DURATION  | 0 | 1
          db.client.connection.wait_time  | s  |                    | POOL_WAIT_TIME       | 0 | 1
          db.client.connections.wait_time | ms |                    | POOL_WAIT_TIME       | 1 | 0.001
          hikaricp.connections.acquire    | ms |                    | POOL_WAIT_TIME       | 2 | 0.001
          db.client.connections.use_time  |    |                    | POOL_USE_TIME        | 1 | 0.001
          db.client.connection.create_time | s |                    | POOL_CREATE_TIME     | 0 | 1
          db.client.connections.usage     | {connection} |          | POOL_CONNECTIONS     | 1 | 1
          hikaricp.connections.active     |    | pool=p             | POOL_CONNECTIONS     | 2 | 1
          hikaricp.connections.idle       |    | pool=p             | POOL_CONNECTIONS     | 2 | 1
          hikaricp_connections_active     |    | pool=p             | POOL_CONNECTIONS     | 2 | 1
          jdbc.connections.active         |    | name=ds            | POOL_CONNECTIONS     | 3 | 1
          hikaricp.connections.timeout    |    | pool=p             | POOL_TIMEOUTS        | 2 | 1
          messaging.publish.duration      | s  |                    | MESSAGING_CLIENT_DURATION | 1 | 1
          messaging.receive.duration      | s  |                    | MESSAGING_CLIENT_DURATION | 1 | 1
          messaging.publish.messages      |    |                    | MESSAGING_SENT       | 2 | 1
          messaging.client.published.messages | |                   | MESSAGING_SENT       | 1 | 1
          process.runtime.jvm.gc.duration | s  | name=G1            | JVM_GC_DURATION      | 1 | 1
          process.runtime.jvm.gc.duration | ms | pool=G1            | JVM_GC_DURATION      | 1 | 0.001
          jvm.gc.pause                    | ms | gc=G1              | JVM_GC_DURATION      | 2 | 0.001
          jvm.memory.used                 | By | jvm.memory.type=heap | JVM_MEMORY_USED    | 0 | 1
          jvm.memory.used                 | bytes | area=heap       | JVM_MEMORY_USED      | 3 | 1
          jvm_memory_used_bytes           |    | area=heap          | JVM_MEMORY_USED      | 3 | 1
          process.runtime.jvm.memory.usage | By | type=heap         | JVM_MEMORY_USED      | 2 | 1
          jvm.threads.live                | threads |               | JVM_THREADS          | 3 | 1
          jvm_threads_live_threads        |    |                    | JVM_THREADS          | 3 | 1
          process.runtime.jvm.classes.current_loaded | |            | JVM_CLASSES          | 2 | 1
          process.runtime.jvm.cpu.utilization | 1 |                 | JVM_CPU_USED         | 2 | 1
          tomcat.threads.busy             | threads | name=http     | SERVER_THREADS_BUSY  | 1 | 1
          postgresql.backends             |    |                    | DB_CONNECTIONS       | 0 | 1
          pg_stat_database_numbackends    |    | datname=orders     | DB_CONNECTIONS       | 1 | 1
          postgresql.deadlocks            |    |                    | DB_DEADLOCKS         | 0 | 1
          kafka.consumer.records_lag      |    | topic=orders       | QUEUE_DEPTH          | 8 | 1
          activemq.message.queue.size     |    |                    | QUEUE_DEPTH          | 2 | 1
          redis.keyspace.misses           |    |                    | CACHE_LOOKUPS        | 1 | 1
          cache_gets_total                |    | result=hit         | CACHE_LOOKUPS        | 0 | 1
          memcached.operations            |    | type=hit           | CACHE_LOOKUPS        | 3 | 1
          memcached_commands_total        |    | status=hit         | CACHE_LOOKUPS        | 4 | 1
          mongodb_mongod_replset_member_replication_lag | |         | DB_REPLICATION_LAG   | 5 | 1
          mongodb.storage.size            | By |                    | DB_SIZE              | 2 | 1
          calls                           |    | span.kind=server   | RED_CALLS            | 1 | 1
          traces_spanmetrics_calls_total  |    | span_kind=server   | RED_CALLS            | 3 | 1
          signoz_calls_total              |    |                    | RED_CALLS            | 4 | 1
          duration                        | ms | span.kind=server   | RED_DURATION         | 1 | 0.001
          traces_span_metrics_duration_milliseconds | | span_kind=x | RED_DURATION         | 0 | 0.001
          traces_spanmetrics_latency      |    |                    | RED_DURATION         | 4 | 1
          signoz_latency                  |    |                    | RED_DURATION         | 5 | 0.001
          traces_service_graph_request_total | | client=a           | EDGE_CALLS           | 0 | 1
          otel.sdk.span.live.count        |    |                    | SDK_SPANS_LIVE       | 1 | 1
          faas.invoke_duration            | s  |                    | FAAS_DURATION        | 0 | 1
          """)
  void readsWhatEveryAgentSends(
      String name,
      @Nullable String unit,
      @Nullable String labels,
      CanonicalMetric metric,
      int generation,
      double factor) {
    MetricReading reading = read(name, unit, labels);

    assertThat(reading).isNotNull();
    assertThat(reading.metric()).isEqualTo(metric);
    assertThat(reading.generation()).isEqualTo(generation);
    assertThat(reading.factor()).isEqualTo(factor);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          db.client.connection.count  | db.client.connection.state=used db.client.connection.pool.name=p | used | p
          db.client.connections.usage | state=used pool.name=p                       | used | p
          db.client.connections.usage | db.client.connections.state=idle db.client.connections.pool.name=p | idle | p
          hikaricp.connections.active | pool=p                                       | used | p
          hikaricp_connections_idle   | pool=p                                       | idle | p
          jdbc.connections.active     | name=p                                       | used | p
          db_client_connection_count  | db_client_connection_state=used db_client_connection_pool_name=p | used | p
          """)
  void readsPoolAndStateOfEverySender(String name, String labels, String state, String pool) {
    MetricReading reading = read(name, "", labels);

    assertThat(reading).isNotNull();
    assertThat(reading.label(MetricTable.POOL_STATE)).isEqualTo(state);
    assertThat(reading.label(MetricTable.POOL)).isEqualTo(pool);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          jvm.memory.used                 | area=nonheap id=Metaspace  | jvm.memory.type | non_heap
          jvm.memory.used                 | area=nonheap id=Metaspace  | jvm.memory.pool.name | Metaspace
          process.runtime.jvm.gc.duration | gc=G1                      | jvm.gc.name     | G1
          calls                           | span.kind=SPAN_KIND_SERVER | span.kind       | server
          signoz_latency                  | operation=pay              | span.name       | pay
          http.server.requests            | uri=/pay                   | http.route      | /pay
          redis.keyspace.hits             | x=y                        | result          | hit
          kafka_consumergroup_lag         | consumergroup=etl          | messaging.consumer.group.name | etl
          rabbitmq_queue_messages_ready   | queue=orders               | messaging.destination.name | orders
          rabbitmq.message.current        | state=ready                | messaging.destination.name | on-resource
          db.client.operation.duration    | db.system=mssql            | db.system.name  | microsoft.sql_server
          http.server.duration            | order=17                   | order           | 17
          http.server.duration            | order=17                   | http.route      | ''
          """)
  void readsLabelsUnderTheirNewestKey(String name, String labels, String key, String value) {
    MetricReading reading = read(name, "", labels);

    assertThat(reading).isNotNull();
    assertThat(reading.label(key)).isEqualTo(value);
  }

  @Test
  void knowsNothingOfOtherMetrics() {
    assertThat(read("orders.placed", "", null)).isNull();
    assertThat(read("calls", "", "queue=phones")).isNull();
    assertThat(read("duration", "ms", null)).isNull();
    assertThat(MetricTable.mayMean("orders", EnumSet.allOf(CanonicalMetric.class))).isFalse();
    assertThat(MetricTable.mayMean("hikaricp.connections.max", Set.of(CanonicalMetric.POOL_MAX)))
        .isTrue();
    assertThat(
            MetricTable.mayMean("hikaricp.connections.max", Set.of(CanonicalMetric.POOL_PENDING)))
        .isFalse();
  }

  @Test
  void tellsClassesThatAreLoadedFromClassesThatWere() {
    Attributes none = Attributes.empty();

    assertThat(MetricTable.read(series("jvm.classes.loaded", "", MetricType.GAUGE, none)))
        .extracting(MetricReading::metric)
        .isEqualTo(CanonicalMetric.JVM_CLASSES);
    assertThat(MetricTable.read(series("jvm.classes.loaded", "", MetricType.SUM, none)))
        .extracting(MetricReading::metric)
        .isEqualTo(CanonicalMetric.JVM_CLASSES_LOADED);
  }

  @Test
  void saysWhichFiguresStandForSpans() {
    assertThat(
            EnumSet.allOf(CanonicalMetric.class).stream().filter(CanonicalMetric::isPreAggregated))
        .allMatch(metric -> metric.key().startsWith("traces."))
        .hasSize(7);
  }

  @Test
  void numbersInMillisecondsAndInSecondsAreOneValue() {
    assertThat(scaled(new LongPoint(250), "ms")).isEqualTo(new DoublePoint(0.25));
    assertThat(scaled(new DoublePoint(0.25), "s")).isEqualTo(new DoublePoint(0.25));
    assertThat(scaled(new SummaryPoint(2, 500, List.of(new Quantile(0.5, 250))), "ms"))
        .isEqualTo(new SummaryPoint(2, 0.5, List.of(new Quantile(0.5, 0.25))));
    assertThat(scaled(new PointValue.NoRecordedValue(), "ms"))
        .isEqualTo(new PointValue.NoRecordedValue());
  }

  @Test
  void bucketsInMillisecondsAndInSecondsHaveTheSameBounds() {
    var millis =
        new HistogramPoint(3, 700.0, 100.0, 400.0, List.of(5.0, 250.0), List.of(0L, 2L, 1L));
    var seconds = new HistogramPoint(3, 0.7, 0.1, 0.4, List.of(0.005, 0.25), List.of(0L, 2L, 1L));

    assertThat(scaled(millis, "ms"))
        .usingRecursiveComparison()
        .withComparatorForType((a, b) -> Math.abs(a - b) < 1e-12 ? 0 : 1, Double.class)
        .isEqualTo(seconds);
  }

  @Test
  void bucketsOfAnExponentialHistogramMoveByLessThanOne() {
    int scale = 5;
    int index = (int) Math.ceil(Math.scalb(Math.log(250) / Math.log(2), scale)) - 1;
    var millis =
        new ExponentialHistogramPoint(
            1, 250.0, null, null, scale, 0, 0, new Buckets(index, List.of(1L)), Buckets.NONE);

    var seconds = (ExponentialHistogramPoint) scaled(millis, "ms");

    double width = Math.pow(2, Math.scalb(1, -scale));
    double middle = Math.pow(width, seconds.positive().offset() + 0.5);
    assertThat(middle / 0.25).isCloseTo(1, within(width - 1));
    assertThat(seconds.negative()).isEqualTo(Buckets.NONE);
    assertThat(seconds.sum()).isEqualTo(0.25);
  }

  private static PointValue scaled(PointValue sent, String unit) {
    MetricReading reading = read("http.server.duration", unit, null);
    assertThat(reading).isNotNull();
    return reading.inCanonicalUnit(sent);
  }

  private static @Nullable MetricReading read(
      String name, @Nullable String unit, @Nullable String labels) {
    Attributes point = Sent.attributes(labels == null ? "" : labels);
    return MetricTable.read(series(name, unit == null ? "" : unit, MetricType.SUM, point));
  }

  private static SeriesIdentity series(
      String name, String unit, MetricType type, Attributes attributes) {
    return new SeriesIdentity(
        Attributes.ofStrings("rabbitmq.queue.name", "on-resource"),
        "",
        "",
        "",
        Attributes.empty(),
        name,
        unit,
        type,
        Temporality.CUMULATIVE,
        true,
        attributes);
  }
}
