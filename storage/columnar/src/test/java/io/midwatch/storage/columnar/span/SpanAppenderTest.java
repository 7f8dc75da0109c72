package io.midwatch.storage.columnar.span;

import static org.assertj.core.api.Assertions.assertThat;

import io.midwatch.model.Span;
import io.midwatch.storage.columnar.row.RandomTelemetry;
import io.midwatch.storage.testkit.fixture.Rich;
import io.midwatch.storage.testkit.fixture.Spans;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SpanAppenderTest {
  private final WrittenSpans written = new WrittenSpans();

  @Test
  void storesARepeatedSpanOnceInOneBatchAndAcrossBatches() {
    Span first = Rich.span().build();
    Span second = Spans.number(2).build();

    written.write(List.of(first, second, first)).write(List.of(second, first));

    assertThat(written.stored).containsExactly(first, second);
    assertThat(written.part().table().rows()).isEqualTo(2);
    assertThat(written.appender.duplicates()).isEqualTo(3);
  }

  @Test
  void storesSpansOfTheSameIdsAndOtherContent() {
    Span first = Spans.number(1).with("a", 1).build();
    Span other = Spans.number(1).with("a", 2).build();
    Span otherTrace = Spans.number(1).trace(2).with("a", 1).build();

    written.write(List.of(first, other)).write(List.of(otherTrace, other, first));

    assertThat(written.stored).containsExactly(first, other, otherTrace);
    assertThat(items()).containsExactly(first, other, otherTrace);
    assertThat(written.appender.duplicates()).isEqualTo(2);
  }

  @Test
  void aDroppedSpanLeavesNothingInTheNextRow() {
    Span rich = Rich.span().build();
    Span plain = Spans.number(3).build();

    written.write(List.of(rich, rich, plain));

    assertThat(items()).containsExactly(rich, plain);
  }

  @Test
  void knowsRepeatedSpansAmongMany() {
    RandomTelemetry random = new RandomTelemetry(5);
    List<Span> spans = new ArrayList<>();
    for (int i = 0; i < 3_000; i++) {
      spans.add(random.span(1 + i % 1_000));
    }
    List<Span> distinct = spans.stream().distinct().toList();
    for (int from = 0; from < 3_000; from += 500) {
      written.write(spans.subList(from, from + 500));
    }
    written.write(spans);

    assertThat(written.stored).isEqualTo(distinct);
    assertThat(items()).isEqualTo(distinct);
    assertThat(written.appender.duplicates()).isEqualTo(6_000L - distinct.size());
  }

  @Test
  void showsNothingBeforeItIsPublished() {
    written.append(List.of(Spans.number(1).build()));

    assertThat(written.stored).hasSize(1);
    assertThat(written.part().table().rows()).isZero();
  }

  @Test
  void rowsKeepTheirPlaceInTheRequest() {
    Span first = Spans.number(1).build();
    written.write(List.of(first, first, Spans.number(2).build()));

    assertThat(written.part().table().id(0).item()).isZero();
    assertThat(written.part().table().id(1).item()).isEqualTo(2);
  }

  private List<Span> items() {
    SpanPart part = written.part();
    return IntStream.range(0, part.table().rows()).mapToObj(part::item).toList();
  }
}
