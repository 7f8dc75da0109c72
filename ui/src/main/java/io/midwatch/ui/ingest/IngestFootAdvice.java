package io.midwatch.ui.ingest;

import io.midwatch.query.ingest.IngestStatus;
import io.midwatch.query.ingest.IngestStatusService;
import java.time.Instant;
import java.time.InstantSource;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ModelAttribute;

/** Puts the foot ({@code ingest}) and how far the data has come into the model of every page. */
@ControllerAdvice(basePackages = "io.midwatch.ui")
final class IngestFootAdvice {
  private final IngestStatusService service;
  private final InstantSource clock;

  IngestFootAdvice(IngestStatusService service, InstantSource clock) {
    this.service = service;
    this.clock = clock;
  }

  /** Also says in {@code complete} how far the data has come, for the head of every page. */
  @ModelAttribute
  void ingest(Model model) {
    IngestStatus status = service.status();
    model.addAttribute("ingest", IngestFoot.of(status, clock.instant()));
    if (status.completeToUnixNano() != 0) {
      model.addAttribute("complete", Instant.ofEpochSecond(0, status.completeToUnixNano()));
    }
  }
}
