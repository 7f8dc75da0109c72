package io.midwatch.api.operations;

import io.midwatch.api.json.TrustJson;
import io.midwatch.api.json.WindowJson;
import io.midwatch.api.request.NotFoundException;
import io.midwatch.api.request.Parameters;
import io.midwatch.query.operations.OperationsOfCallers;
import io.midwatch.query.operations.Statements;
import io.midwatch.query.operations.StatementsService;
import io.midwatch.query.window.Window;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/** {@code /api/v1/statements}: what databases are asked. */
@RestController
class StatementsController {
  private static final int LIMIT = 100;
  private static final int MAX_LIMIT = 1_000;

  private final OperationsOfCallers operations;

  StatementsController(OperationsOfCallers operations) {
    this.operations = operations;
  }

  /**
   * A page of statements, the most time first.
   *
   * @param total statements on all pages
   * @param totalNanos time spent in all of them
   * @param next the cursor of the next page, null on the last
   */
  record StatementListJson(
      WindowJson window,
      List<StatementJson> statements,
      int total,
      double totalNanos,
      @Nullable String next,
      TrustJson completeness) {}

  @GetMapping("/api/v1/statements")
  StatementListJson statements(Parameters parameters) {
    parameters.allow("system", "database", "service", "version", "limit", "cursor");
    Window window = parameters.window();
    String version = parameters.text("version");
    StatementsService.Question question =
        new StatementsService.Question(
            window,
            parameters.text("system"),
            parameters.text("database"),
            parameters.text("service"),
            parameters.text("cursor"),
            parameters.limit(LIMIT, MAX_LIMIT));
    Statements page =
        parameters.asking(
            "cursor", Parameters.CURSOR, () -> operations.statements(question, version));
    return new StatementListJson(
        WindowJson.of(window),
        page.rows().stream().map(StatementJson::of).toList(),
        page.total(),
        page.totalNanos(),
        page.next(),
        TrustJson.of(page.completeness()));
  }

  @GetMapping("/api/v1/statements/{id}")
  StatementDetailJson statement(@PathVariable String id, Parameters parameters) {
    Window window = parameters.allow("version").window();
    return operations
        .statement(window, id, parameters.text("version"))
        .map(detail -> StatementDetailJson.of(window, detail))
        .orElseThrow(
            () -> new NotFoundException("statement " + id + " was not asked in this window"));
  }
}
