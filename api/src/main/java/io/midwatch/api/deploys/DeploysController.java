package io.midwatch.api.deploys;

import io.midwatch.api.json.TrustJson;
import io.midwatch.api.json.WindowJson;
import io.midwatch.api.request.Page;
import io.midwatch.api.request.Parameters;
import io.midwatch.insight.deploy.DeployBoard;
import io.midwatch.insight.deploy.DeployRow;
import io.midwatch.query.window.Listed;
import io.midwatch.query.window.Window;
import jakarta.servlet.http.HttpServletRequest;
import java.time.InstantSource;
import java.util.List;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** {@code /api/v1/deploys}. */
@RestController
class DeploysController {
  /** Whoever knows the admin token, or is on this machine; there are no users yet. */
  private static final String PERSON = "admin";

  private final DeployBoard board;
  private final InstantSource clock;

  DeploysController(DeployBoard board, InstantSource clock) {
    this.board = board;
    this.clock = clock;
  }

  @GetMapping("/api/v1/deploys")
  DeployListJson deploys(Parameters parameters) {
    parameters.allowRangeAnd("env", "service", "version", "limit", "cursor");
    Window window = parameters.window();
    Listed<DeployRow> found =
        board.deploys(window.range(), parameters.text("service"), window.environment());
    String version = parameters.text("version");
    List<DeployRow> wanted =
        found.rows().stream()
            .filter(row -> version == null || row.version().equals(version))
            .toList();
    Page<DeployRow> page = parameters.page(wanted, DeployRow::id);
    return new DeployListJson(
        WindowJson.of(window),
        page.rows().stream().map(DeployJson::of).toList(),
        page.total(),
        page.next(),
        TrustJson.of(found.completeness()));
  }

  /** Keeps a deploy; one of a known id stays as it is. */
  @PostMapping("/api/v1/deploys")
  DeployJson announce(@RequestBody AnnouncementJson body, HttpServletRequest request) {
    return DeployJson.of(
        board.announce(
            body.optional("id", body.id()),
            body.required("service", body.service()),
            body.optional("environment", body.environment()),
            body.required("version", body.version()),
            body.startUnixNano(clock.instant()),
            body.allDetails(),
            PERSON,
            request.getRemoteAddr()));
  }
}
