package io.midwatch.query.operations;

import static org.assertj.core.api.Assertions.assertThat;

import io.midwatch.query.window.Window;
import io.midwatch.storage.contract.memory.InMemoryRollups;
import io.midwatch.storage.contract.query.Completeness;
import io.midwatch.storage.contract.query.LabelMatcher;
import io.midwatch.storage.contract.query.ListAnswer;
import io.midwatch.storage.contract.query.MetricMetadata;
import io.midwatch.storage.contract.query.QueryScope;
import io.midwatch.storage.contract.query.Series;
import io.midwatch.storage.contract.query.SeriesQuery;
import io.midwatch.storage.contract.query.SeriesVisitor;
import io.midwatch.storage.contract.query.TimeRange;
import io.midwatch.storage.contract.read.MetricReader;
import io.midwatch.storage.contract.rollup.OperationsTables;
import io.midwatch.storage.contract.rollup.RollupKey;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.junit.jupiter.api.Test;

class QueuesServiceTest {
  private static final long START = 1_800_000_000_000_000_000L;
  private static final TimeRange FIVE_MINUTES = new TimeRange(START, START + 300_000_000_000L);

  private final InMemoryRollups rollups =
      new InMemoryRollups(
          OperationsTables.ALL,
          InstantSource.fixed(Instant.ofEpochSecond(1_800_000_300L)),
          InMemoryRollups.DEFAULT_RETENTION);
  private long position;

  @Test
  void countsAMessageOnceThoughItsCreationAndItsSendingAreBothReported() {
    messages("create", 40);
    messages("send", 50);
    messages("receive", 30);
    messages("process", 20);

    List<QueueRow> queues =
        new QueuesService(rollups, new MetricLookup(new NoMetrics()))
            .queues(Window.of(FIVE_MINUTES))
            .rows();

    assertThat(queues).hasSize(1);
    assertThat(queues.getFirst().inPerMinute()).isEqualTo(10);
    assertThat(queues.getFirst().outPerMinute()).isEqualTo(6);
  }

  @Test
  void aTopicWithDotsWhoseLagKafkaClientsSendTwiceIsOneQueue() {
    SentMetrics sent =
        new SentMetrics()
            .gauge("shop", "kafka.consumer.records_lag", "", 7, "topic", "shop.orders")
            .gauge("shop", "kafka.consumer.records_lag", "", 7, "topic", "shop_orders");
    TimeRange range = new TimeRange(SentMetrics.TIME - 1, SentMetrics.TIME + 1);

    assertThat(new QueuesService(rollups, new MetricLookup(sent)).queues(Window.of(range)).rows())
        .singleElement()
        .satisfies(queue -> {
          assertThat(queue.destination()).isEqualTo("shop.orders");
          assertThat(queue.waiting()).isEqualTo(7);
        });
  }

  @Test
  void anEnvironmentsQueueHoldsWhatItsOwnBrokerSays() {
    SentMetrics sent =
        new SentMetrics()
            .in("deployment.environment.name", "eu")
            .gauge("eu", "kafka.consumer_group.lag_sum", "", 7, "topic", "orders", "group", "shop")
            .in("deployment.environment", "us")
            .gauge("us", "kafka.consumer_group.lag_sum", "", 9, "topic", "orders", "group", "shop");
    TimeRange range = new TimeRange(SentMetrics.TIME - 1, SentMetrics.TIME + 1);
    QueuesService queues = new QueuesService(rollups, new MetricLookup(sent));

    assertThat(queues.queues(new Window(range, "eu", null)).rows())
        .singleElement()
        .satisfies(queue -> assertThat(queue.waiting()).isEqualTo(7));
    assertThat(queues.queues(new Window(range, "us", null)).rows())
        .singleElement()
        .satisfies(queue -> assertThat(queue.waiting()).isEqualTo(9));
    assertThat(queues.queues(new Window(range, "asia", null)).rows()).isEmpty();
  }

  private void messages(String operation, int count) {
    rollups.apply(
        ++position,
        sink ->
            sink.cell(
                    OperationsTables.QUEUES,
                    START,
                    RollupKey.ofTexts("orders", "rabbitmq", operation, "shop", "eu"))
                .count(0, count));
  }

  private static final class NoMetrics implements MetricReader {
    @Override
    public Completeness readSeries(SeriesQuery query, SeriesVisitor visitor) {
      return Completeness.exact(0);
    }

    @Override
    public ListAnswer<String> labels(
        QueryScope scope, TimeRange range, List<LabelMatcher> matchers) {
      return new ListAnswer<>(List.of(), Completeness.exact(0));
    }

    @Override
    public ListAnswer<String> labelValues(
        QueryScope scope, TimeRange range, String label, List<LabelMatcher> matchers) {
      return new ListAnswer<>(List.of(), Completeness.exact(0));
    }

    @Override
    public ListAnswer<Series> exemplars(SeriesQuery query) {
      return new ListAnswer<>(List.of(), Completeness.exact(0));
    }

    @Override
    public ListAnswer<MetricMetadata> metadata() {
      return new ListAnswer<>(List.of(), Completeness.exact(0));
    }
  }
}
