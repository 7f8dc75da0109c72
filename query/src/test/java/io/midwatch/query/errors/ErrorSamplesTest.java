package io.midwatch.query.errors;

import static org.assertj.core.api.Assertions.assertThat;

import io.midwatch.query.window.Window;
import io.midwatch.storage.contract.memory.InMemoryRollups;
import io.midwatch.storage.contract.query.Page;
import io.midwatch.storage.contract.query.SearchQuery;
import io.midwatch.storage.contract.query.TimeRange;
import io.midwatch.storage.contract.read.LogReader;
import io.midwatch.storage.contract.read.SpanReader;
import io.midwatch.storage.contract.rollup.ErrorTables;
import io.midwatch.storage.contract.rollup.RollupCell;
import io.midwatch.storage.contract.rollup.RollupKey;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** A bug that struck once a minute for an hour and left nothing but its counts. */
class ErrorSamplesTest {
  private static final String BUG = "3f1c9a0b77d2e415";
  private static final long MINUTE = 60_000_000_000L;

  private final Instant now = Instant.parse("2026-11-17T03:17:46Z");
  private final long nanos = now.getEpochSecond() * 1_000_000_000L;
  private final InMemoryRollups rollups =
      new InMemoryRollups(ErrorTables.ALL, InstantSource.fixed(now), Duration.ofHours(6));
  private final List<SearchQuery> searches = new ArrayList<>();

  ErrorSamplesTest() {
    rollups.apply(
        0,
        sink -> {
          for (int minute = 1; minute < 60; minute++) {
            long time = nanos - minute * MINUTE;
            RollupCell cell =
                sink.cell(ErrorTables.ERRORS, time, RollupKey.ofTexts(BUG, "shop", "", "", ""));
            cell.count(0, 1);
            cell.record(0, time / 1e3);
          }
        });
  }

  @Test
  void givesUpAfterTheNewestPlacesWhenSpansAndLogsAreGone() {
    ErrorSamples samples =
        new ErrorSamples(
            rollups,
            empty(SpanReader.class),
            empty(LogReader.class),
            _ -> List.of(),
            _ -> Optional.empty());
    Window hour = Window.of(new TimeRange(nanos - 60 * MINUTE, nanos));

    assertThat(samples.newest(ErrorQuestion.of(hour), BUG, 3)).isEmpty();

    assertThat(searches).as("spans and logs of 4 x 3 places").hasSize(24);
    assertThat(searches.getFirst().range().fromUnixNano()).isEqualTo(nanos - MINUTE);
    assertThat(searches.getLast().range().fromUnixNano()).isEqualTo(nanos - 12 * MINUTE);
  }

  /** A reader that finds nothing and remembers what it was asked. */
  private <T> T empty(Class<T> port) {
    return port.cast(
        Proxy.newProxyInstance(
            port.getClassLoader(),
            new Class<?>[] {port},
            (_, _, arguments) -> {
              searches.add((SearchQuery) arguments[0]);
              return Page.whole(List.of());
            }));
  }
}
