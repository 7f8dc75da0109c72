package io.midwatch.api.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import io.midwatch.api.ApiTest;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class LedgerControllerTest extends ApiTest {
  @Test
  void tellsWhatBecameOfEveryItem() throws Exception {
    JsonNode traces = json("/api/v1/ingest/ledger").path("signals").path("traces");

    assertThat(traces.path("received").asLong()).isEqualTo(17);
    assertThat(traces.path("accepted").asLong()).isEqualTo(11);
    assertThat(traces.path("duplicates").asLong()).isEqualTo(4);
    assertThat(traces.path("rejected").path("zero_trace_id").asLong()).isEqualTo(2);
    assertThat(traces.path("stored").asLong()).isEqualTo(11);
    assertThat(traces.path("expired").asLong()).isZero();
    assertThat(traces.path("refused").path("requests").path("too_large").asLong()).isEqualTo(1);
    assertThat(traces.path("refused").path("bytes").asLong()).isEqualTo(70_000_000);
  }

  @Test
  void addsUpForEverySignal() throws Exception {
    JsonNode signals = json("/api/v1/ingest/ledger").path("signals");

    for (String signal : new String[] {"traces", "metrics", "logs"}) {
      JsonNode counts = signals.path(signal);
      assertThat(counts.path("received").asLong())
          .as(signal)
          .isEqualTo(
              counts.path("accepted").asLong()
                  + counts.path("duplicates").asLong()
                  + sum(counts.path("rejected")));
      assertThat(counts.path("accepted").asLong())
          .as(signal)
          .isEqualTo(
              counts.path("stored").asLong()
                  + counts.path("expired").asLong()
                  + counts.path("underWay").asLong()
                  + sum(counts.path("dropped")));
    }
  }

  private static long sum(JsonNode byReason) {
    long sum = 0;
    for (JsonNode count : byReason) {
      sum += count.asLong();
    }
    return sum;
  }
}
