package io.midwatch.api.operations;

import io.midwatch.api.json.TrustJson;
import io.midwatch.api.json.WindowJson;
import io.midwatch.api.request.Page;
import io.midwatch.api.request.Parameters;
import io.midwatch.query.operations.OperationsOfCallers;
import io.midwatch.query.operations.QueueRow;
import io.midwatch.query.window.Listed;
import io.midwatch.query.window.Window;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** {@code /api/v1/queues}. */
@RestController
class QueuesController {
  private final OperationsOfCallers operations;

  QueuesController(OperationsOfCallers operations) {
    this.operations = operations;
  }

  /**
   * The oldest waiting message first, then the most waiting.
   *
   * @param total queues on all pages
   * @param next the cursor of the page after, null when there is none
   */
  record QueueListJson(
      WindowJson window,
      List<QueueJson> queues,
      int total,
      @Nullable String next,
      TrustJson completeness) {}

  @GetMapping("/api/v1/queues")
  QueueListJson queues(Parameters parameters) {
    Window window = parameters.allow("version", "limit", "cursor").window();
    Listed<QueueRow> found = operations.queues(window, parameters.text("version"));
    Page<QueueRow> page =
        parameters.page(found.rows(), row -> row.system() + "\0" + row.destination());
    return new QueueListJson(
        WindowJson.of(window),
        page.rows().stream().map(QueueJson::of).toList(),
        page.total(),
        page.next(),
        TrustJson.of(found.completeness()));
  }
}
