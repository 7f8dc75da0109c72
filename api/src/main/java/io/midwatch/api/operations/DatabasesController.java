package io.midwatch.api.operations;

import io.midwatch.api.json.TrustJson;
import io.midwatch.api.json.WindowJson;
import io.midwatch.api.request.Parameters;
import io.midwatch.query.operations.DatabaseRow;
import io.midwatch.query.operations.DatabasesService;
import io.midwatch.query.window.Listed;
import io.midwatch.query.window.Window;
import java.util.List;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** {@code /api/v1/databases}; not split by tenant. */
@RestController
class DatabasesController {
  private final DatabasesService databases;

  DatabasesController(DatabasesService databases) {
    this.databases = databases;
  }

  /** The one nearest to a limit first, then by calls. */
  record DatabaseListJson(
      WindowJson window, List<DatabaseJson> databases, TrustJson completeness) {}

  @GetMapping("/api/v1/databases")
  DatabaseListJson databases(Parameters parameters) {
    parameters.allowRangeAnd("env");
    Window window = parameters.window();
    Listed<DatabaseRow> found = databases.databases(window);
    return new DatabaseListJson(
        WindowJson.of(window),
        found.rows().stream().map(DatabaseJson::of).toList(),
        TrustJson.of(found.completeness()));
  }
}
