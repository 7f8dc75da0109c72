package io.midwatch.query.errors;

import static org.assertj.core.api.Assertions.assertThat;

import io.midwatch.query.counting.Lacking;
import io.midwatch.query.window.Window;
import io.midwatch.storage.contract.query.TimeRange;
import io.midwatch.storage.contract.rollup.ErrorTables;
import org.junit.jupiter.api.Test;

class ErrorsServiceTest {
  @Test
  void partsSayWhenTenantsMayBeMissing() {
    ErrorsService errors = new ErrorsService(new Lacking(ErrorTables.ERROR_TENANTS));
    ErrorQuestion question = ErrorQuestion.of(Window.of(new TimeRange(0, 1_000_000_000)));

    ErrorParts parts = errors.parts(question.ofGroup("3f1c"));

    assertThat(parts.completeness().complete()).isFalse();
    assertThat(parts.completeness().reasons()).containsExactly(Lacking.REASON);
  }
}
