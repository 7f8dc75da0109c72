package io.midwatch.storage.testkit.span;

import static io.midwatch.storage.contract.query.Filter.and;
import static io.midwatch.storage.contract.query.Filter.eq;
import static io.midwatch.storage.contract.query.Filter.not;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.midwatch.model.Span;
import io.midwatch.model.SpanKind;
import io.midwatch.storage.contract.query.AggregateQuery;
import io.midwatch.storage.contract.query.Field;
import io.midwatch.storage.contract.query.Filter;
import io.midwatch.storage.contract.query.GroupBy;
import io.midwatch.storage.contract.query.Metric;
import io.midwatch.storage.contract.query.SearchQuery;
import io.midwatch.storage.contract.query.TimeRange;
import io.midwatch.storage.contract.query.TraceQuery;
import io.midwatch.storage.testkit.fixture.Spans;
import io.midwatch.storage.testkit.fixture.StoreContract;
import io.midwatch.storage.testkit.fixture.Times;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Whose a span is that names no tenant, by what other spans of its trace name. */
public abstract class SpanTenantContract extends StoreContract {
  private static final Filter ACME = new Filter.TraceTenant("acme");
  private static final Filter BETA = new Filter.TraceTenant("beta");
  private static final Field SERVICE = Field.named("service");

  @Test
  void aSpanWithoutATenantIsOfTheTenantOfItsTrace() {
    write(request(1, 10).build(), inside(2, 10).with("tenant.id", "acme").build());
    write(request(3, 11).build(), request(4, 12).with("tenant.id", "beta").build());

    assertThat(found(ACME)).containsExactly(1L, 2L);
    assertThat(found(BETA)).containsExactly(4L);
    assertThat(found(new Filter.TraceTenant("nobody"))).isEmpty();
  }

  @Test
  void theTenantMayComeFirstOrInALaterRequest() {
    write(inside(1, 10).with("tenant.id", "acme").build());
    write(request(2, 10).build(), request(3, 11).build());
    write(inside(4, 11).with("tenant.id", "acme").build());

    assertThat(found(and(ACME, eq(Field.named("kind"), "server")))).containsExactly(2L, 3L);
  }

  @Test
  void theTenantThatWasStoredFirstHolds() {
    write(request(1, 10).build(), inside(9, 10).with("tenant.id", "acme").build());
    write(inside(2, 10).with("tenant.id", "beta").build(), request(3, 10).build());
    write(request(4, 11).with("tenant.id", "beta").build());
    write(inside(5, 11).with("tenant.id", "acme").build(), request(6, 11).build());

    assertThat(found(ACME)).containsExactly(1L, 3L, 5L, 9L);
    assertThat(found(BETA)).containsExactly(2L, 4L, 6L);
  }

  @Test
  void aTenantNamedOutsideTheRangeHoldsWithinIt() {
    write(request(10, 10).build());
    write(inside(400, 10).with("tenant.id", "acme").build());
    TimeRange first = new TimeRange(Times.second(0), Times.second(100));

    assertThat(found(first, ACME)).containsExactly(10L);
  }

  @Test
  void everyQuestionTakesIt() {
    write(
        request(1, 10).of("payments").failed().build(),
        inside(2, 10).of("payments").with("tenant.id", "acme").build(),
        request(3, 11).of("payments").build());

    Filter payments = and(eq(SERVICE, "payments"), eq(Field.named("failed"), true), ACME);
    assertThat(store.spans().searchTraces(TraceQuery.newest(Times.HOUR, payments, 10)).traces())
        .extracting(trace -> trace.traceId())
        .containsExactly(Spans.traceId(10));
    var answer =
        store
            .spans()
            .aggregateSpans(
                AggregateQuery.of(
                    Times.HOUR,
                    and(eq(Field.named("kind"), "server"), ACME),
                    List.of(GroupBy.terms(SERVICE)),
                    List.of(new Metric.Count("requests"))));
    assertThat(answer.groups()).hasSize(1);
    assertThat(answer.groups().getFirst().count("requests")).isEqualTo(1);
    assertThat(answer.completeness().complete()).isTrue();
  }

  @Test
  void spansOfOthersAreTheRest() {
    write(request(1, 10).build(), inside(2, 10).with("tenant.id", "acme").build());
    write(request(3, 11).build());

    assertThat(found(not(ACME))).containsExactly(3L);
  }

  @Test
  void figuresAndLogsDoNotTakeIt() {
    AggregateQuery figure =
        AggregateQuery.of(
            Times.HOUR, Filter.ALL, List.of(), List.of(new Metric.CountIf("acme", ACME)));
    assertThatIllegalArgumentException().isThrownBy(() -> store.spans().aggregateSpans(figure));
    SearchQuery lines = SearchQuery.newest(Times.HOUR, ACME, 10);
    assertThatIllegalArgumentException().isThrownBy(() -> store.logs().searchLogs(lines));
  }

  private static Spans request(long number, long trace) {
    return Spans.number(number).trace(trace);
  }

  private static Spans inside(long number, long trace) {
    return Spans.number(number).trace(trace).kind(SpanKind.INTERNAL);
  }

  /** One request of a sender. */
  private void write(Span... spans) {
    store.spanWriter().writeSpans(List.of(spans));
  }

  private List<Long> found(Filter filter) {
    return found(Times.HOUR, filter);
  }

  /** Span ids of matching rows, ascending. */
  private List<Long> found(TimeRange range, Filter filter) {
    SearchQuery query = SearchQuery.newest(range, filter, 100);
    return store.spans().searchSpans(query.sorted(SearchQuery.Sort.OLDEST_FIRST)).items().stream()
        .map(span -> span.spanId().value())
        .toList();
  }
}
