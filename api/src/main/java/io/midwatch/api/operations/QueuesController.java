package io.midwatch.api.operations;

import io.midwatch.api.json.TrustJson;
import io.midwatch.api.json.WindowJson;
import io.midwatch.api.request.Parameters;
import io.midwatch.query.operations.QueueRow;
import io.midwatch.query.operations.QueuesService;
import io.midwatch.query.window.Listed;
import io.midwatch.query.window.Window;
import java.util.List;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** {@code /api/v1/queues}; not split by tenant. */
@RestController
class QueuesController {
  private final QueuesService queues;

  QueuesController(QueuesService queues) {
    this.queues = queues;
  }

  /** The oldest waiting message first, then the most waiting. */
  record QueueListJson(WindowJson window, List<QueueJson> queues, TrustJson completeness) {}

  @GetMapping("/api/v1/queues")
  QueueListJson queues(Parameters parameters) {
    parameters.allowRangeAnd("env");
    Window window = parameters.window();
    Listed<QueueRow> found = queues.queues(window);
    return new QueueListJson(
        WindowJson.of(window),
        found.rows().stream().map(QueueJson::of).toList(),
        TrustJson.of(found.completeness()));
  }
}
