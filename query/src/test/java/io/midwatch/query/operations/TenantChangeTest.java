package io.midwatch.query.operations;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TenantChangeTest {

  @ParameterizedTest(name = "{3}: {0} requests, {1} before, load {2}")
  @CsvSource({
    "400, 200, 0.25, true,  a quarter of all and twice as many as before",
    "400, 201, 0.25, false, grew less than twice",
    "400, 100, 0.24, false, too small a part of all",
    "400, 0,   0.9,  false, a new tenant has nothing to compare with",
    "400, 400, 1,    false, the only tenant of a quiet system"
  })
  void noisyWhenItsLoadGrewOutOfProportion(
      long requests, long before, double load, boolean noisy, String why) {
    TenantChange change = new TenantChange(row(requests), row(before), load);

    assertThat(change.noisy()).as(why).isEqualTo(noisy);
  }

  private static TenantRow row(long requests) {
    return new TenantRow("northwind", requests, 0, 0, 0);
  }
}
