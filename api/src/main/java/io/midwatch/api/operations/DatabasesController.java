package io.midwatch.api.operations;

import io.midwatch.api.json.TrustJson;
import io.midwatch.api.json.WindowJson;
import io.midwatch.api.request.Page;
import io.midwatch.api.request.Parameters;
import io.midwatch.query.operations.DatabaseRow;
import io.midwatch.query.operations.OperationsOfCallers;
import io.midwatch.query.window.Listed;
import io.midwatch.query.window.Window;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** {@code /api/v1/databases}. */
@RestController
class DatabasesController {
  private final OperationsOfCallers operations;

  DatabasesController(OperationsOfCallers operations) {
    this.operations = operations;
  }

  /**
   * The one nearest to a limit first, then by calls.
   *
   * @param total databases on all pages
   * @param next the cursor of the page after, null when there is none
   */
  record DatabaseListJson(
      WindowJson window,
      List<DatabaseJson> databases,
      int total,
      @Nullable String next,
      TrustJson completeness) {}

  @GetMapping("/api/v1/databases")
  DatabaseListJson databases(Parameters parameters) {
    Window window = parameters.allow("version", "limit", "cursor").window();
    Listed<DatabaseRow> found = operations.databases(window, parameters.text("version"));
    Page<DatabaseRow> page =
        parameters.page(found.rows(), row -> row.system() + "\0" + row.database());
    return new DatabaseListJson(
        WindowJson.of(window),
        page.rows().stream().map(DatabaseJson::of).toList(),
        page.total(),
        page.next(),
        TrustJson.of(found.completeness()));
  }
}
