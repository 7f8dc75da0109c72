package io.midwatch.storage.columnar.rollup;

import static io.midwatch.storage.contract.rollup.RollupQuery.RESOLUTION_NANOS;
import static org.assertj.core.api.Assertions.assertThat;

import io.midwatch.model.AttributeValue;
import io.midwatch.storage.contract.memory.InMemoryRollups;
import io.midwatch.storage.contract.query.Field;
import io.midwatch.storage.contract.query.Filter;
import io.midwatch.storage.contract.query.TimeRange;
import io.midwatch.storage.contract.rollup.ExponentialHistogram;
import io.midwatch.storage.contract.rollup.RollupAnswer;
import io.midwatch.storage.contract.rollup.RollupCell;
import io.midwatch.storage.contract.rollup.RollupKey;
import io.midwatch.storage.contract.rollup.RollupQuery;
import io.midwatch.storage.contract.rollup.RollupRow;
import io.midwatch.storage.contract.rollup.RollupSink;
import io.midwatch.storage.contract.rollup.RollupTable;
import io.midwatch.storage.contract.rollup.RollupTable.Dimension;
import io.midwatch.storage.contract.rollup.RollupTable.DimensionType;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Random updates, checkpoints, crashes with replay, compactions and questions; the in-memory store
 * is the oracle.
 */
class RollupOracleTest {
  private static final Instant NOW = Instant.parse("2026-11-22T03:10:00Z");
  private static final long END = NOW.getEpochSecond() * 1_000_000_000L;
  private static final long SPAN = Duration.ofHours(5).toNanos();
  private static final int STEPS = 250;

  private static final RollupTable CALLS =
      new RollupTable(
          "calls",
          List.of(
              Dimension.text("service"),
              new Dimension("code", DimensionType.NUMBER),
              new Dimension("cached", DimensionType.BOOL)),
          List.of("calls", "failed"),
          List.of("duration", "size"),
          List.of("users"),
          6);

  private static final RollupTable PLAIN =
      new RollupTable(
          "plain", List.of(Dimension.text("host")), List.of("hits"), List.of(), List.of(), 1_000);

  @TempDir Path folder;

  private final InMemoryRollups oracle =
      new InMemoryRollups(List.of(CALLS, PLAIN), () -> NOW, Duration.ofHours(6));
  private final List<Consumer<RollupSink>> log = new ArrayList<>();

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void answersAsTheReferenceWhateverHappensBetween(long seed) {
    Random random = new Random(seed);
    try (RollupFiles store =
        new RollupFiles(List.of(CALLS, PLAIN), folder, () -> NOW, Duration.ofDays(30))) {
      for (int step = 0; step < STEPS; step++) {
        switch (random.nextInt(20)) {
          case 0, 1 -> store.checkpoint();
          case 2 -> store.rollups().checkpoint(store::nextPath); // a crash before the manifest
          case 3 -> store.compact(random.nextBoolean() ? 100 : 100_000);
          case 4 -> fail(store, random);
          default -> update(store, random);
        }
        if (step % 12 == 2 || random.nextInt(15) == 0) {
          store.crash();
          replay(store, random);
        }
        assertSameAnswer(store, question(random));
      }
      for (int i = 0; i < 60; i++) {
        assertSameAnswer(store, question(random));
      }
    }
  }

  private void update(RollupFiles store, Random random) {
    long seed = random.nextLong();
    Consumer<RollupSink> update = sink -> fill(sink, new Random(seed));
    log.add(update);
    assertThat(oracle.apply(log.size(), update)).isTrue();
    assertThat(store.apply(log.size(), update)).isTrue();
  }

  private void fail(RollupFiles store, Random random) {
    long seed = random.nextLong();
    long covered = store.coveredPosition();
    try {
      store.apply(
          log.size() + 1,
          sink -> {
            fill(sink, new Random(seed));
            throw new IllegalStateException("cannot be derived");
          });
    } catch (IllegalStateException expected) {
      assertThat(store.coveredPosition()).isEqualTo(covered);
    }
  }

  /** From some position before what is covered on, as a log that was not cut yet. */
  private void replay(RollupFiles store, Random random) {
    long covered = store.coveredPosition();
    int from = (int) Math.max(1, covered - random.nextInt(5));
    for (int position = from; position <= log.size(); position++) {
      assertThat(store.apply(position, log.get(position - 1))).isEqualTo(position > covered);
    }
  }

  private static void fill(RollupSink sink, Random random) {
    int cells = 1 + random.nextInt(30);
    boolean late = random.nextInt(3) == 0;
    for (int i = 0; i < cells; i++) {
      long age = late ? random.nextLong(SPAN) : random.nextLong(4 * RESOLUTION_NANOS);
      if (random.nextInt(4) == 0) {
        sink.cell(PLAIN, END - age, RollupKey.ofTexts("h" + random.nextInt(40)))
            .count(0, random.nextInt(-3, 10));
      } else {
        RollupCell cell = sink.cell(CALLS, END - age, key(random));
        cell.count(0, random.nextInt(-5, 1_000));
        cell.count(1, 1);
        for (int value = random.nextInt(4); value > 0; value--) {
          cell.record(0, Math.rint(Math.exp(random.nextDouble() * 20)));
          cell.record(1, random.nextInt(10) == 0 ? 0 : random.nextGaussian());
        }
        cell.observe(0, random.nextInt(5) == 0 ? "" : "user-" + random.nextInt(60));
      }
    }
  }

  /** 24 keys: more than a bucket of 15 s has room for, as many as a wider one has. */
  private static RollupKey key(Random random) {
    AttributeValue code =
        switch (random.nextInt(6)) {
          case 0 -> AttributeValue.EMPTY;
          case 1 -> AttributeValue.of(0.5);
          default -> AttributeValue.of(200);
        };
    return RollupKey.of(
        List.of(
            AttributeValue.of("sérvice-" + (char) ('a' + random.nextInt(4))),
            code,
            random.nextBoolean() ? AttributeValue.EMPTY : AttributeValue.of(true)));
  }

  private static RollupQuery question(Random random) {
    long one = END - random.nextLong(SPAN) / (1 + random.nextInt(50));
    long other = END - random.nextLong(SPAN);
    long end = random.nextInt(3) == 0 ? END + RESOLUTION_NANOS : Math.max(one, other);
    TimeRange range = new TimeRange(Math.min(one, other), Math.max(end, Math.min(one, other)));
    long[] steps = {0, 0, 0, 1, 2, 4, 8, 20, 60, 240, 480, 7};
    long step = steps[random.nextInt(steps.length)] * RESOLUTION_NANOS;
    if (random.nextInt(4) == 0) {
      RollupQuery plain = RollupQuery.total("plain", range, hosts(random)).every(step);
      return random.nextBoolean()
          ? plain
          : plain.where(new Filter.Prefix(Field.dimension("host"), "h1"));
    }
    List<String> dimensions = List.of("service", "code", "cached").subList(0, random.nextInt(4));
    RollupQuery query =
        RollupQuery.total("calls", range, dimensions.toArray(String[]::new)).every(step);
    return switch (random.nextInt(3)) {
      case 0 -> query.where(Filter.eq(Field.dimension("service"), "sérvice-b"));
      case 1 -> query.where(new Filter.NumberRange(Field.dimension("code"), 0.5, null));
      default -> query;
    };
  }

  private static String[] hosts(Random random) {
    return random.nextBoolean() ? new String[] {"host"} : new String[0];
  }

  private void assertSameAnswer(RollupFiles store, RollupQuery query) {
    RollupAnswer expected = oracle.readRollup(query);
    RollupAnswer found = store.readRollup(query);

    assertThat(found.covered()).isEqualTo(expected.covered());
    assertThat(lines(found)).as("%s", query).isEqualTo(lines(expected));
    assertThat(found.completeness().complete()).isEqualTo(expected.completeness().complete());
    for (int i = 0; i < found.rows().size(); i++) {
      assertSums(found.rows().get(i), expected.rows().get(i));
    }
  }

  /** Rows as text, without sums: those depend on the order of additions. */
  private static List<String> lines(RollupAnswer answer) {
    List<String> lines = new ArrayList<>();
    for (RollupRow row : answer.rows()) {
      StringBuilder line = new StringBuilder();
      line.append(row.bucketStartUnixNano()).append(row.overflow() ? " overflow " : " ");
      line.append(row.key()).append(row.counters());
      for (ExponentialHistogram histogram : row.histograms()) {
        line.append(histogram.zeroCount()).append(' ').append(histogram.scale());
        line.append(' ').append(histogram.offset());
        line.append(Arrays.toString(histogram.bucketCounts()));
        line.append(histogram.min()).append(' ').append(histogram.max());
      }
      row.sketches().forEach(sketch -> line.append(' ').append(sketch.estimate()));
      lines.add(line.toString());
    }
    return lines;
  }

  private static void assertSums(RollupRow found, RollupRow expected) {
    for (int i = 0; i < found.histograms().size(); i++) {
      double sum = expected.histograms().get(i).sum();
      assertThat(found.histograms().get(i).sum())
          .isBetween(sum - Math.abs(sum) * 1e-9, sum + Math.abs(sum) * 1e-9);
      assertThat(found.histograms().get(i).count()).isEqualTo(expected.histograms().get(i).count());
    }
  }
}
