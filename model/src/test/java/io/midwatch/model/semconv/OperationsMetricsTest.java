package io.midwatch.model.semconv;

import static org.assertj.core.api.Assertions.assertThat;

import io.midwatch.model.semconv.OperationsMetrics.Meaning;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class OperationsMetricsTest {

  @ParameterizedTest
  @EnumSource
  void everyNameHasTheOneMeaningThatListsIt(Meaning meaning) {
    assertThat(OperationsMetrics.names(meaning))
        .isNotEmpty()
        .doesNotHaveDuplicates()
        .allSatisfy(name -> assertThat(OperationsMetrics.meaning(name)).isEqualTo(meaning));
  }

  @ParameterizedTest
  @CsvSource({
    "db.client.connections.usage, POOL_CONNECTIONS",
    "db.client.connections.pending_requests, POOL_PENDING",
    "db.client.connections.timeouts, POOL_TIMEOUTS",
    "hikaricp.connections.max, POOL_MAX",
    "activemq.message.queue.size, QUEUE_DEPTH",
    "kafka.consumer.records_lag, QUEUE_DEPTH",
    "messaging.queue.oldest_message.age, QUEUE_OLDEST_AGE",
    "rabbitmq.consumer.count, QUEUE_CONSUMERS",
    "postgresql.backends, DB_CONNECTIONS",
    "postgresql.connection.max, DB_CONNECTION_LIMIT",
    "postgresql.database.locks, DB_LOCKS",
    "postgresql.deadlocks, DB_DEADLOCKS",
    "postgresql.blks_hit, DB_BLOCKS_HIT",
    "postgresql.blks_read, DB_BLOCKS_READ",
  })
  void knowsNamesOfEverySender(String name, Meaning meaning) {
    assertThat(OperationsMetrics.meaning(name)).isEqualTo(meaning);
  }

  @Test
  void newNamesComeBeforeOldOnes() {
    assertThat(OperationsMetrics.names(Meaning.POOL_CONNECTIONS))
        .containsExactly("db.client.connection.count", "db.client.connections.usage");
  }

  @Test
  void otherMetricsHaveNoMeaning() {
    assertThat(OperationsMetrics.meaning("http.server.request.duration")).isNull();
    assertThat(OperationsMetrics.namesOf(Meaning.DB_LOCKS, Meaning.DB_CONNECTIONS))
        .containsExactlyInAnyOrder("postgresql.database.locks", "postgresql.backends");
  }
}
