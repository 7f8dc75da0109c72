package io.midwatch.query.versions;

import static org.assertj.core.api.Assertions.assertThat;

import io.midwatch.query.counting.Lacking;
import io.midwatch.storage.contract.query.TimeRange;
import io.midwatch.storage.contract.rollup.VersionTables;
import org.junit.jupiter.api.Test;

class VersionsServiceTest {
  @Test
  void saysWhenVersionsMayBeMissing() {
    VersionsService versions = new VersionsService(new Lacking(VersionTables.VERSIONS));

    assertThat(versions.versions(TimeRange.ALL, null, null).completeness().reasons())
        .containsExactly(Lacking.REASON);
  }
}
