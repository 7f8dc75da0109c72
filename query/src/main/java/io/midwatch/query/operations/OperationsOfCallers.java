package io.midwatch.query.operations;

import io.midwatch.query.counting.LabelledRollups;
import io.midwatch.query.window.Listed;
import io.midwatch.query.window.Window;
import io.midwatch.storage.contract.read.SpanRecount;
import io.midwatch.storage.contract.rollup.RollupReader;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Databases, statements, queues, dependencies and tenants of some callers only: those that served
 * the tenant of the window, those of one {@code service.version}, or both. Rollups do not keep them
 * apart, so their spans are counted anew, by the rules of the rollups. What pools, servers and
 * brokers say of themselves is nobody's own and is left out then. Of all callers, the answers are
 * those of the services of everyone. Thread-safe.
 */
public final class OperationsOfCallers {
  private static final String NO_LIMITS =
      "What pools and database servers say of themselves is not told apart by tenant or version and"
          + " is left out.";
  private static final String NO_DEPTH =
      "What brokers say of their queues is not told apart by tenant or version and is left out.";

  private final DatabasesService databases;
  private final QueuesService queues;
  private final DependenciesService dependencies;
  private final TenantsService tenants;
  private final StatementsService statements;
  private final SpanRecount recount;

  public OperationsOfCallers(
      DatabasesService databases,
      QueuesService queues,
      DependenciesService dependencies,
      TenantsService tenants,
      StatementsService statements,
      SpanRecount recount) {
    this.databases = databases;
    this.queues = queues;
    this.dependencies = dependencies;
    this.tenants = tenants;
    this.statements = statements;
    this.recount = recount;
  }

  /**
   * @param version of the services that call, null for all; likewise below
   */
  public Listed<DatabaseRow> databases(Window window, @Nullable String version) {
    return all(window, version)
        ? databases.databases(window)
        : new DatabasesService(
                rollups(CallerSpans.ofDatabases(window, version)), MetricLookup.none(NO_LIMITS))
            .databases(window);
  }

  /** Queues that messages were sent to or taken from. */
  public Listed<QueueRow> queues(Window window, @Nullable String version) {
    return all(window, version)
        ? queues.queues(window)
        : new QueuesService(
                rollups(CallerSpans.ofQueues(window, version)), MetricLookup.none(NO_DEPTH))
            .queues(window);
  }

  /**
   * The version is the caller's. Requests whose caller no span told of belong to every version, and
   * are not among the rows of any.
   */
  public Dependencies dependencies(
      DependenciesService.Question question, @Nullable String version) {
    Window window = question.window();
    return all(window, version)
        ? dependencies.dependencies(question)
        : new DependenciesService(rollups(CallerSpans.ofDependencies(window, version)))
            .dependencies(question);
  }

  public Statements statements(StatementsService.Question question, @Nullable String version) {
    Window window = question.window();
    return all(window, version)
        ? statements.statements(question)
        : statements
            .of(rollups(CallerSpans.ofDatabases(window, version)), window, version)
            .statements(question);
  }

  public Optional<StatementDetail> statement(Window window, String id, @Nullable String version) {
    return all(window, version)
        ? statements.statement(window, id)
        : statements
            .of(rollups(CallerSpans.ofStatement(window, version)), window, version)
            .statement(window, id);
  }

  /** Tenants by requests that this version of any service served. */
  public Tenants tenants(Window window, @Nullable String version) {
    return version == null
        ? tenants.tenants(window)
        : new TenantsService(rollups(CallerSpans.ofTenants(window, version))).tenants(window);
  }

  private static boolean all(Window window, @Nullable String version) {
    return window.tenant() == null && version == null;
  }

  private RollupReader rollups(SpanRecount.Which which) {
    return new LabelledRollups(recount.recount(which));
  }
}
