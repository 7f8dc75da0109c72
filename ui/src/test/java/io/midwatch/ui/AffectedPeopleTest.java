package io.midwatch.ui;

import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import io.midwatch.model.AttributeValue;
import io.midwatch.model.Span;
import io.midwatch.model.SpanKind;
import io.midwatch.model.TraceId;
import io.midwatch.query.overview.FailingNow;
import io.midwatch.query.window.Window;
import io.midwatch.storage.contract.query.TimeRange;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;

/** Whom a failing endpoint hurts, by rollup and by tenant, counted here from the spans alone. */
class AffectedPeopleTest {
  private static final long END =
      UiTestApplication.NOW.getEpochSecond() * 1_000_000_000L + 999_999_999L;
  private static final Window HOUR = Window.of(new TimeRange(END - 3_600_000_000_000L, END));

  private final OrderBusiness business = new OrderBusiness(UiTestApplication.NOW);
  private final TestStore store = TestStore.empty(InstantSource.fixed(UiTestApplication.NOW));

  AffectedPeopleTest() {
    store.store().writeSpans(business.spans());
  }

  @Test
  void tenantsAndUsersAreThoseOfTheFailedRequestsAndTheirTraces() {
    List<FailingNow> failing = store.overview().overview(HOUR).failing();

    assertThat(failing.size()).isGreaterThan(1);
    for (FailingNow row : failing) {
      List<Span> failed = failed(row, _ -> true);
      assertThat(row.now().failed()).as(row.endpoint()).isEqualTo(failed.size());
      assertThat(row.users()).as(row.endpoint()).isEqualTo(values(failed, "user.id").size());
      assertThat(row.tenants()).as(row.endpoint()).isEqualTo(tenantsOf(failed).size());
    }
    assertThat(failing.stream().mapToLong(FailingNow::users).sum()).isGreaterThan(10);
  }

  @Test
  void ofOneTenantItsOwnUsersAreCounted() {
    Window juniper = HOUR.ofTenant("juniper");
    List<FailingNow> failing = store.overview().overview(juniper).failing();

    assertThat(failing.size()).isGreaterThan(1);
    for (FailingNow row : failing) {
      List<Span> failed = failed(row, span -> tenantsOf(List.of(span)).contains("juniper"));
      assertThat(row.now().failed()).as(row.endpoint()).isEqualTo(failed.size()).isPositive();
      assertThat(row.users()).as(row.endpoint()).isEqualTo(values(failed, "user.id").size());
      assertThat(row.tenants()).as(row.endpoint()).isOne();
    }
  }

  private List<Span> failed(FailingNow row, Predicate<Span> which) {
    return business.spans().stream()
        .filter(span -> span.kind() == SpanKind.SERVER || span.kind() == SpanKind.CONSUMER)
        .filter(span -> HOUR.range().contains(span.startTimeUnixNano()))
        .filter(span -> span.status().isError())
        .filter(span -> row.endpoint().endsWith(span.name()))
        .filter(which)
        .toList();
  }

  private Set<String> tenantsOf(List<Span> failed) {
    Set<TraceId> traces = failed.stream().map(Span::traceId).collect(toSet());
    return values(
        business.spans().stream().filter(span -> traces.contains(span.traceId())).toList(),
        "tenant.id");
  }

  private static Set<String> values(List<Span> spans, String attribute) {
    return spans.stream()
        .map(span -> span.attributes().find(attribute))
        .filter(value -> value != null && !value.text().isEmpty())
        .map(AttributeValue::text)
        .collect(toSet());
  }
}
