package io.midwatch.storage.contract.answer;

import static org.assertj.core.api.Assertions.assertThat;

import io.midwatch.model.TraceId;
import io.midwatch.model.semconv.CanonicalField;
import io.midwatch.storage.contract.query.Field;
import io.midwatch.storage.contract.query.Filter;
import io.midwatch.storage.contract.query.RowId;
import io.midwatch.storage.contract.query.TimeRange;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** The limits; what it finds within them is the contract of span stores. */
class TenantTracesTest {
  private static final TimeRange HOUR = new TimeRange(0, 3_600_000_000_000L);
  private static final Filter ACME = new Filter.TraceTenant("acme");
  private static final Filter NAMED = Filter.eq(Field.of(CanonicalField.TENANT), "acme");

  private final List<String> reasons = new ArrayList<>();

  /** Traces of the spans that each look finds, one look after the other. */
  private TenantTraces looks(int most, int mostShared, long... found) {
    int[] look = new int[1];
    return new TenantTraces(
        (_, _, visitor) ->
            LongStream.rangeClosed(1, found[look[0]++])
                .forEach(trace ->
                    visitor.visit(new TraceId(0, trace), () -> new RowId(0, 0, trace, look[0]))),
        reasons::add,
        most,
        mostShared);
  }

  @Test
  void saysThatTracesBeyondTheLimitAreNotLookedAt() {
    Filter found = looks(10, 10, 11, 0).resolve(HOUR, ACME);

    assertThat(found).isEqualTo(NAMED);
    assertThat(reasons)
        .containsExactly("the tenant has more than 10 traces: not all are looked at");
  }

  @Test
  void leavesOutWhatMayBeSomebodyElses() {
    Filter found = looks(10, 3, 5, 5, 4).resolve(HOUR, ACME);

    assertThat(found).isEqualTo(NAMED);
    assertThat(reasons).hasSize(1).first().asString().contains("left out");
  }

  @Test
  void tellsWhoWasFirstWithinTheLimit() {
    Filter found = looks(10, 4, 5, 5, 4, 4).resolve(HOUR, ACME);

    assertThat(found).isNotEqualTo(NAMED);
    assertThat(reasons).isEmpty();
  }
}
