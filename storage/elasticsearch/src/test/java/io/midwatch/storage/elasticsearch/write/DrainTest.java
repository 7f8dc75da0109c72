package io.midwatch.storage.elasticsearch.write;

import static org.assertj.core.api.Assertions.assertThat;

import io.midwatch.model.Signal;
import io.midwatch.storage.contract.write.ContentHash;
import io.midwatch.storage.contract.write.EncodedBatch;
import io.midwatch.storage.contract.write.RejectedItems;
import io.midwatch.storage.elasticsearch.write.DocumentWriter.Logged;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What gets past batches that can never be written. Batches are known by their positions. */
class DrainTest {
  private static final int LARGE = 3 << 20;

  private final List<Long> written = Collections.synchronizedList(new ArrayList<>());
  private final List<Long> skipped = Collections.synchronizedList(new ArrayList<>());

  @Test
  void aLargeBatchThatCannotBeWrittenDoesNotStopTheOthers() {
    assertThat(settles(Set.of(1L))).isTrue();
    assertThat(skipped).containsExactly(1L);
    assertThat(written).containsExactly(2L, 3L, 4L, 5L, 6L);
  }

  @Test
  void norDoFourInARow() {
    assertThat(settles(Set.of(1L, 2L, 3L, 4L))).isTrue();
    assertThat(skipped).containsExactly(1L, 2L, 3L, 4L);
    assertThat(written).containsExactly(5L, 6L);
  }

  /** Six batches, each larger than what is written at once. */
  private boolean settles(Set<Long> poison) {
    Forwarding forwarding =
        new Forwarding(
            group -> {
              group.forEach(logged -> requireGood(poison, logged));
              group.forEach(logged -> written.add(logged.position()));
            },
            logged -> requireGood(poison, logged),
            (logged, _) -> skipped.add(logged.position()),
            Duration.ofMillis(1));
    try (Drain drain =
        new Drain(forwarding, () -> {}, () -> false, Duration.ofMillis(1), 1L << 40)) {
      for (long position = 1; position <= 6; position++) {
        assertThat(drain.apply(position, large())).isEqualTo(1);
      }
      drain.publish();
      drain.start();
      return drain.settle(Duration.ofSeconds(10));
    }
  }

  private static void requireGood(Set<Long> poison, Logged logged) {
    if (poison.contains(logged.position())) {
      throw new IllegalStateException("unforeseen");
    }
  }

  private static EncodedBatch large() {
    return new EncodedBatch(
        Signal.LOGS,
        EncodedBatch.Encoding.values()[0],
        "s",
        0,
        1,
        RejectedItems.NONE,
        new ContentHash(0, 0),
        new byte[LARGE]);
  }
}
