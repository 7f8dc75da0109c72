package io.midwatch.storage.columnar;

import static org.assertj.core.api.Assertions.assertThat;

import io.midwatch.model.Attributes;
import io.midwatch.model.Resource;
import io.midwatch.model.Span;
import io.midwatch.model.semconv.IdentityKeys;
import io.midwatch.storage.contract.memory.InMemoryRollups;
import io.midwatch.storage.contract.memory.InMemoryStore;
import io.midwatch.storage.contract.query.CompareQuery;
import io.midwatch.storage.contract.query.Field;
import io.midwatch.storage.contract.query.FieldsAnswer;
import io.midwatch.storage.contract.query.Filter;
import io.midwatch.storage.contract.query.QueryLimits;
import io.midwatch.storage.contract.query.QueryScope;
import io.midwatch.storage.contract.query.SearchQuery;
import io.midwatch.storage.contract.query.TimeRange;
import io.midwatch.storage.contract.read.SpanReader;
import io.midwatch.storage.testkit.fixture.MutableClock;
import io.midwatch.storage.testkit.fixture.RecordBatches;
import io.midwatch.storage.testkit.fixture.Spans;
import io.midwatch.storage.testkit.fixture.Times;
import io.midwatch.storage.wal.Durability;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Attributes beyond the 1,024 that have columns, against the in-memory store. */
@Timeout(120)
class RareAttributesTest {
  /** More than have columns. */
  private static final int KEYS = 1_300;

  private static final int SPANS = 400;
  private static final List<String> PREFIXES = List.of("", "key.1", "key.12", "name", "none");

  private final RecordBatches bodies = new RecordBatches();
  private final MutableClock clock = new MutableClock(Times.START);

  @TempDir private Path folder;

  @Test
  void areListedCountedAndComparedLikeAnyOther() throws Exception {
    Random random = new Random(4);
    InMemoryStore memory =
        new InMemoryStore(
            bodies,
            new NoRollups(),
            new InMemoryRollups(List.of(), clock, InMemoryRollups.DEFAULT_RETENTION),
            IdentityKeys.DEFAULT,
            100_000,
            clock);
    EmbeddedStore store = open();
    try {
      int next = 0;
      for (int segment = 0; segment < 4; segment++) {
        for (int batch = 0; batch < 2; batch++) {
          List<Span> spans = spans(next, random);
          next += SPANS;
          store.writeSpans(spans);
          memory.writeSpans(spans);
          compare(store.spans(), memory);
        }
        store.seal();
        compare(store.spans(), memory);
      }
      clock.advance(Duration.ofHours(3));
      Path traces = folder.resolve("traces");
      while (Objects.requireNonNull(traces.toFile().list()).length > 1) {
        Thread.sleep(5);
      }
      compare(store.spans(), memory);
      store.close();
      store = open();
      compare(store.spans(), memory);
    } finally {
      store.close();
    }
  }

  private static void compare(SpanReader tested, SpanReader reference) {
    for (TimeRange range :
        List.of(TimeRange.ALL, new TimeRange(Times.second(100), Times.second(700)))) {
      for (String prefix : PREFIXES) {
        FieldsAnswer expected = reference.spanFields(QueryScope.ALL, range, prefix, 2_000);
        FieldsAnswer answer = tested.spanFields(QueryScope.ALL, range, prefix, 2_000);
        assertThat(answer).as("names from %s in %s", prefix, range).isEqualTo(expected);
      }
      for (String key : List.of("key.3", "key.1299", "both", "none")) {
        Field field = Field.attribute(key);
        assertThat(tested.spanValues(QueryScope.ALL, range, field, "", 100))
            .as("values of %s", key)
            .isEqualTo(reference.spanValues(QueryScope.ALL, range, field, "", 100));
      }
    }
    SearchQuery search =
        SearchQuery.newest(TimeRange.ALL, Filter.eq(Field.attribute("key.1280"), "value 1"), 50);
    assertThat(tested.searchSpans(search).items()).isEqualTo(reference.searchSpans(search).items());
    CompareQuery question =
        new CompareQuery(
            QueryScope.ALL,
            TimeRange.ALL,
            Filter.eq(Field.attribute("key.3"), "value 1"),
            Filter.ALL,
            List.of(),
            50,
            QueryLimits.DEFAULT);
    assertThat(tested.compareSpans(question)).isEqualTo(reference.compareSpans(question));
  }

  /** Every key some time, so that the ones that get a column differ from table to table. */
  private static List<Span> spans(int first, Random random) {
    List<Span> spans = new ArrayList<>();
    Resource resource =
        Resource.of(Attributes.ofStrings("service.name", "shop", "both", "of the resource"));
    for (int number = first; number < first + SPANS; number++) {
      Spans span = Spans.number(number + 1).from(resource);
      for (int i = 0; i < 8; i++) {
        span.with("key." + random.nextInt(KEYS), "value " + random.nextInt(3));
      }
      if (number % 7 == 0) {
        span.with("both", "of the span");
      }
      spans.add(span.build());
    }
    return spans;
  }

  private EmbeddedStore open() {
    return EmbeddedStore.open(
        folder,
        new StoreParts(bodies, bodies, new NoRollups(), IdentityKeys.DEFAULT, clock),
        EmbeddedSettings.DEFAULTS.withDurability(Durability.OS));
  }
}
