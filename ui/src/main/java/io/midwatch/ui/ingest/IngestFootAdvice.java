package io.midwatch.ui.ingest;

import io.midwatch.query.ingest.IngestStatusService;
import java.time.InstantSource;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ModelAttribute;

/** Puts the foot ({@code ingest}) into the model of every page. */
@ControllerAdvice(basePackages = "io.midwatch.ui")
final class IngestFootAdvice {
  private final IngestStatusService service;
  private final InstantSource clock;

  IngestFootAdvice(IngestStatusService service, InstantSource clock) {
    this.service = service;
    this.clock = clock;
  }

  @ModelAttribute("ingest")
  IngestFoot ingest() {
    return IngestFoot.of(service.status(), clock.instant());
  }
}
