package io.midwatch.ui.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import io.midwatch.model.Signal;
import io.midwatch.query.ingest.IngestStatus;
import io.midwatch.query.ingest.IngestStatus.SignalStatus;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class IngestFootTest {
  private static final Instant NOW = Instant.parse("2026-11-17T03:17:00Z");
  private static final long NOW_NANOS = NOW.getEpochSecond() * 1_000_000_000L;

  @Test
  void saysThatNothingCame() {
    IngestFoot foot = IngestFoot.of(new IngestStatus(List.of(), 0, 0, 0, 0, 0, ""), NOW);

    assertThat(foot.state()).isEqualTo("Nothing received yet · nothing refused");
    assertThat(foot.held()).isEmpty();
  }

  @Test
  void saysHowFullTheFullestSignalIs() {
    IngestFoot foot =
        IngestFoot.of(
            new IngestStatus(
                List.of(signal(Signal.TRACES, 48_210), signal(Signal.LOGS, 1_000_000)),
                NOW_NANOS - 1_000_000_000L,
                0,
                NOW_NANOS,
                0,
                0,
                ""),
            NOW);

    assertThat(foot.state()).isEqualTo("Receiving · nothing refused");
    assertThat(foot.held()).isEqualTo("Holds 1,000,000 of 1,000,000 log lines, the oldest go");
    assertThat(foot.detail()).contains("Holds 48,210 of 1,000,000 spans");
  }

  @Test
  void saysHowManySpansAStoreWithoutABoundHolds() {
    SignalStatus spans = new SignalStatus(Signal.TRACES, 2_048_210, Long.MAX_VALUE, 0, 0);
    SignalStatus logs = new SignalStatus(Signal.LOGS, 5_000_000, Long.MAX_VALUE, 0, 0);
    IngestFoot foot = IngestFoot.of(new IngestStatus(List.of(logs, spans), 0, 0, 0, 0, 0, ""), NOW);

    assertThat(foot.held()).isEqualTo("Holds 2,048,210 spans");
    assertThat(foot.detail()).isEqualTo("Holds 5,000,000 log lines; Holds 2,048,210 spans");
  }

  @Test
  void saysWhatWasRefusedAndSinceWhenItIsQuiet() {
    IngestFoot foot =
        IngestFoot.of(
            new IngestStatus(List.of(), NOW_NANOS - 90_000_000_000L, 0, NOW_NANOS, 1, 2, ""), NOW);

    assertThat(foot.state().replace('\u00a0', ' '))
        .isEqualTo("Nothing received for 1 min 30 s · 1 item and 2 requests refused");
  }

  @Test
  void saysWhyNothingIsTaken() {
    IngestFoot foot =
        IngestFoot.of(
            new IngestStatus(List.of(), NOW_NANOS, 0, NOW_NANOS, 0, 3, "the disk is full"), NOW);

    assertThat(foot.state().replace('\u00a0', ' '))
        .isEqualTo("Takes nothing: the disk is full · 0 items and 3 requests refused");
  }

  private static SignalStatus signal(Signal signal, long stored) {
    return new SignalStatus(signal, stored, 1_000_000, 0, 0);
  }
}
