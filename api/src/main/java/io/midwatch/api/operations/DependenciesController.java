package io.midwatch.api.operations;

import io.midwatch.api.json.TrustJson;
import io.midwatch.api.json.WindowJson;
import io.midwatch.api.request.Parameters;
import io.midwatch.query.operations.Dependencies;
import io.midwatch.query.operations.DependenciesService;
import io.midwatch.query.operations.OperationsOfCallers;
import io.midwatch.query.window.Window;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** {@code /api/v1/dependencies}. */
@RestController
class DependenciesController {
  private static final int LIMIT = 100;
  private static final int MAX_LIMIT = 1_000;
  private static final List<String> KINDS =
      List.of("any", "call", "message", "database", "third_party");

  private final OperationsOfCallers operations;

  DependenciesController(OperationsOfCallers operations) {
    this.operations = operations;
  }

  /**
   * A page of edges, the most requests first.
   *
   * @param total edges on all pages
   * @param withoutCaller requests and messages that named a caller no span told of
   * @param withoutCallee calls and messages whose other end no span told of
   * @param beyond requests of edges that have no row because there were too many
   * @param next the cursor of the next page, null on the last
   */
  record DependencyListJson(
      WindowJson window,
      List<DependencyJson> dependencies,
      int total,
      long withoutCaller,
      long withoutCallee,
      long beyond,
      @Nullable String next,
      TrustJson completeness) {}

  @GetMapping("/api/v1/dependencies")
  DependencyListJson dependencies(Parameters parameters) {
    parameters.allow("service", "kind", "version", "limit", "cursor");
    Window window = parameters.window();
    String version = parameters.text("version");
    String kind = parameters.oneOf("kind", KINDS);
    DependenciesService.Question question =
        new DependenciesService.Question(
            window,
            parameters.text("service"),
            kind.equals("any") ? null : kind,
            parameters.text("cursor"),
            parameters.limit(LIMIT, MAX_LIMIT));
    Dependencies page =
        parameters.asking(
            "cursor", Parameters.CURSOR, () -> operations.dependencies(question, version));
    return new DependencyListJson(
        WindowJson.of(window),
        page.rows().stream().map(DependencyJson::of).toList(),
        page.total(),
        page.withoutCaller(),
        page.withoutCallee(),
        page.beyond(),
        page.next(),
        TrustJson.of(page.completeness()));
  }
}
