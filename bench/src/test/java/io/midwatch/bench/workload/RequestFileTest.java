package io.midwatch.bench.workload;

import static org.assertj.core.api.Assertions.assertThat;

import io.midwatch.model.Signal;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RequestFileTest {
  private static final Period DAY =
      new Period(1_763_769_600_000_000_000L, 1_763_856_000_000_000_000L);

  @TempDir Path folder;

  @Test
  void holdsTheRequestsInTheirOrder() throws IOException {
    WorkloadOptions options = options(3_000);
    List<ExportRequest> made = options.workload().window(0);

    try (RequestFile file = options.requests()) {
      assertThat(file.count()).isEqualTo(made.size());
      assertThat(file.items()).isEqualTo(3_000);
      for (int i = 0; i < made.size(); i++) {
        ExportRequest read = file.request(i);
        assertThat(read.items()).isEqualTo(made.get(i).items());
        assertThat(new GZIPInputStream(new ByteArrayInputStream(read.body())).readAllBytes())
            .isEqualTo(made.get(i).body());
      }
    }
  }

  @Test
  void isUsedAgainOnlyForTheSameWorkload() throws IOException {
    options(1_000).requests().close();
    Path made = folder.resolve("traces-1000.gzip.requests");
    FileTime past = FileTime.fromMillis(0);
    Files.setLastModifiedTime(made, past);

    options(1_000).requests().close();
    assertThat(Files.getLastModifiedTime(made)).isEqualTo(past);

    new WorkloadOptions(Signal.TRACES, 1_000, 2, DAY, Compression.GZIP, folder).requests().close();
    assertThat(Files.getLastModifiedTime(made)).isNotEqualTo(past);
  }

  private WorkloadOptions options(long items) {
    return new WorkloadOptions(Signal.TRACES, items, 1, DAY, Compression.GZIP, folder);
  }
}
