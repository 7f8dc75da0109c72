package io.midwatch.storage.elasticsearch.write;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.midwatch.storage.elasticsearch.client.Patience.StoppedException;
import io.midwatch.storage.elasticsearch.write.DocumentWriter.Logged;
import io.midwatch.storage.testkit.fixture.Logs;
import io.midwatch.storage.testkit.fixture.RecordBatches;
import io.midwatch.storage.testkit.fixture.Times;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/** Which batches are skipped, and which wait. Batches are known by their positions. */
class ForwardingTest {
  private final RecordBatches batches = new RecordBatches();
  private final Set<Long> poison = new HashSet<>();
  private final List<Long> written = new ArrayList<>();
  private final List<Long> skipped = new ArrayList<>();
  private int failures = Integer.MAX_VALUE;
  private Supplier<Throwable> failure = () -> new IllegalStateException("unforeseen");
  private final Forwarding forwarding =
      new Forwarding(
          this::write,
          logged -> tried(logged.position()),
          (logged, _) -> skipped.add(logged.position()),
          Duration.ofMillis(1));

  @Test
  void aPoisonBatchIsSkippedOnceALaterOneGoesThrough() {
    poison.add(2L);
    assertThat(forward(1, 2, 3)).isEmpty();
    assertThat(written).containsExactly(1L, 3L);
    assertThat(skipped).containsExactly(2L);
    assertThat(forwarding.problem()).isNull();
  }

  @Test
  void aPoisonBatchAtTheEndWaitsForWhatComesNext() {
    poison.add(2L);
    assertThat(forward(1, 2)).containsExactly(2L);
    assertThat(skipped).isEmpty();
    assertThat(forwarding.problem()).contains("wait in the log").contains("unforeseen");
    assertThat(forward(2, 3)).isEmpty();
    assertThat(skipped).containsExactly(2L);
    assertThat(forwarding.problem()).isNull();
  }

  @Test
  void nothingIsSkippedWhenThreeInARowFail() {
    poison.addAll(List.of(2L, 3L, 4L, 5L));
    assertThat(forward(1, 2, 3, 4, 5, 6)).containsExactly(2L, 3L, 4L, 5L, 6L);
    assertThat(written).containsExactly(1L);
    assertThat(skipped).isEmpty();
    assertThat(forwarding.problem()).isNotNull();
    poison.clear();
    assertThat(forward(2, 3, 4, 5, 6)).isEmpty();
    assertThat(written).containsExactly(1L, 2L, 3L, 4L, 5L, 6L);
    assertThat(forwarding.problem()).isNull();
  }

  @Test
  void aBatchThatPassesOnceTheServerIsWellIsNotSkipped() {
    poison.add(1L);
    failures = 4; // with the others, and three times by itself
    assertThat(forward(1, 2)).isEmpty();
    assertThat(written).as("in the order of the log").containsExactly(1L, 2L);
    assertThat(skipped).isEmpty();
  }

  @Test
  void looksFartherEachTimeUntilOneGoesThrough() {
    poison.addAll(List.of(1L, 2L, 3L, 4L, 5L));
    assertThat(forward(1, 2, 3, 4, 5, 6)).hasSize(6);
    assertThat(skipped).isEmpty();
    assertThat(forward(1, 2, 3, 4, 5, 6)).isEmpty();
    assertThat(written).containsExactly(6L);
    assertThat(skipped).containsExactly(1L, 2L, 3L, 4L, 5L);
  }

  @Test
  void aBatchThatExhaustsTheStackIsOneLikeAnyOther() {
    failure = StackOverflowError::new;
    poison.add(1L);
    assertThat(forward(1, 2)).isEmpty();
    assertThat(written).containsExactly(2L);
    assertThat(skipped).containsExactly(1L);
  }

  @Test
  void closingTheStoreIsNoFaultOfABatch() {
    failure = StoppedException::new;
    poison.add(1L);
    assertThatThrownBy(() -> forward(1, 2)).isInstanceOf(StoppedException.class);
    assertThat(skipped).isEmpty();
  }

  private void write(List<Logged> group) {
    group.forEach(logged -> tried(logged.position()));
    group.forEach(logged -> written.add(logged.position()));
  }

  private void tried(long position) {
    if (poison.contains(position) && failures-- > 0) {
      switch (failure.get()) {
        case RuntimeException e -> throw e;
        case Error e -> throw e;
        case Throwable e -> throw new AssertionError(e);
      }
    }
  }

  private List<Long> forward(long... positions) {
    List<Logged> group = new ArrayList<>();
    for (long position : positions) {
      group.add(
          new Logged(
              position,
              batches.logs("s", Times.second(1), List.of(Logs.number(position).build()))));
    }
    return forwarding.forward(group).stream().map(Logged::position).toList();
  }
}
