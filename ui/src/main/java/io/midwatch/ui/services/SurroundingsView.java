package io.midwatch.ui.services;

import io.midwatch.insight.deploy.DeployBoard;
import io.midwatch.insight.deploy.DeployRow;
import io.midwatch.query.operations.DatabaseUse;
import io.midwatch.query.operations.DatabasesService;
import io.midwatch.query.operations.Dependencies;
import io.midwatch.query.operations.DependenciesService;
import io.midwatch.query.operations.DependencyRow;
import io.midwatch.query.operations.QueueUse;
import io.midwatch.query.operations.QueuesService;
import io.midwatch.query.operations.Statements;
import io.midwatch.query.operations.StatementsService;
import io.midwatch.query.window.Listed;
import io.midwatch.query.window.Window;
import io.midwatch.storage.contract.query.TimeRange;
import java.time.Duration;
import java.util.List;
import org.springframework.stereotype.Component;

/** Reads what a service has to do with others: one question of a rollup each. */
@Component
final class SurroundingsView {
  /** Edges of one service that are read; with more the rarest are left out. */
  private static final int EDGES = 200;

  private static final long KNOWN = Duration.ofDays(30).toNanos();

  private final DependenciesService dependencies;
  private final DatabasesService databases;
  private final StatementsService statements;
  private final QueuesService queues;
  private final DeployBoard deploys;

  SurroundingsView(
      DependenciesService dependencies,
      DatabasesService databases,
      StatementsService statements,
      QueuesService queues,
      DeployBoard deploys) {
    this.dependencies = dependencies;
    this.databases = databases;
    this.statements = statements;
    this.queues = queues;
    this.deploys = deploys;
  }

  Surroundings of(Window window, String service) {
    Dependencies edges =
        dependencies.dependencies(
            new DependenciesService.Question(window, service, null, null, EDGES));
    Listed<DatabaseUse> databasesUsed = databases.ofService(window, service);
    Statements asked =
        statements.statements(
            new StatementsService.Question(window, null, null, service, null, Surroundings.SHOWN));
    Listed<QueueUse> queuesUsed = queues.ofService(window, service);
    Listed<DeployRow> live = deploys.deploys(known(window), service, window.environment());
    return new Surroundings(
        window,
        edges.rows().stream()
            .filter(edge -> edge.server().equals(service) && betweenServices(edge))
            .toList(),
        edges.rows().stream()
            .filter(edge -> edge.client().equals(service) && !edge.kind().equals("database"))
            .toList(),
        databasesUsed.rows(),
        asked.rows(),
        queuesUsed.rows(),
        live.rows(),
        edges
            .completeness()
            .and(databasesUsed.completeness())
            .and(asked.completeness())
            .and(queuesUsed.completeness())
            .and(live.completeness()));
  }

  /** A database or a host outside may be called like a service. */
  private static boolean betweenServices(DependencyRow edge) {
    return List.of("call", "message").contains(edge.kind());
  }

  private static TimeRange known(Window window) {
    long until = window.range().toUnixNano();
    return new TimeRange(
        Math.max(0, Math.min(window.range().fromUnixNano(), until - KNOWN)), until);
  }
}
