package io.midwatch.ui.services;

import io.midwatch.insight.deploy.DeployRow;
import io.midwatch.query.operations.DatabaseUse;
import io.midwatch.query.operations.DependencyRow;
import io.midwatch.query.operations.QueueUse;
import io.midwatch.query.operations.StatementRow;
import io.midwatch.query.text.PathId;
import io.midwatch.query.window.Window;
import io.midwatch.storage.contract.query.Completeness;
import io.midwatch.ui.format.Figure;
import io.midwatch.ui.format.Format;
import java.util.List;

/**
 * What a service has to do with others. Of each list a page shows the first {@link #SHOWN}.
 *
 * @param callers edges to it, the most requests first
 * @param callees edges from it to services and hosts outside, the most requests first
 * @param databases it calls, the most calls first
 * @param statements it asks them, the most time first, at most {@link #SHOWN}
 * @param queues it sends to or takes from, the most messages first
 * @param deploys of the last thirty days, newest first
 */
public record Surroundings(
    Window window,
    List<DependencyRow> callers,
    List<DependencyRow> callees,
    List<DatabaseUse> databases,
    List<StatementRow> statements,
    List<QueueUse> queues,
    List<DeployRow> deploys,
    Completeness completeness) {
  /** Rows of a list on the page. */
  public static final int SHOWN = 8;

  private static final Format FORMAT = new Format();

  public Surroundings {
    callers = List.copyOf(callers);
    callees = List.copyOf(callees);
    databases = List.copyOf(databases);
    statements = List.copyOf(statements);
    queues = List.copyOf(queues);
    deploys = List.copyOf(deploys);
  }

  /** Nothing is known of it but, maybe, deploys. */
  public boolean nothing() {
    return callers.isEmpty() && callees.isEmpty() && databases.isEmpty() && queues.isEmpty();
  }

  /** The first of a list. */
  public <T> List<T> shown(List<T> rows) {
    return rows.subList(0, Math.min(rows.size(), SHOWN));
  }

  /** How many a list has, and how many of them are shown when not all. */
  public String count(List<?> rows, String one, String many) {
    return rows.size() > SHOWN
        ? SHOWN + " of " + FORMAT.counted(rows.size(), one, many)
        : FORMAT.counted(rows.size(), one, many);
  }

  public Figure perMinute(long times) {
    return FORMAT.ratePerMinute(times / (window.minutes() * 60));
  }

  /** As the caller saw it, else as the called one did. */
  public Figure p95(DependencyRow edge) {
    Double seen = edge.clientP95Nanos();
    return FORMAT.nanos(seen == null ? edge.serverP95Nanos() : seen);
  }

  /** What an edge is, as people say it. */
  public String kind(DependencyRow edge) {
    return edge.kind().replace('_', ' ');
  }

  public boolean outside(DependencyRow edge) {
    return edge.kind().equals("third_party");
  }

  public String name(DatabaseUse use) {
    return use.database().isEmpty() ? use.system() : use.database();
  }

  public String text(StatementRow row) {
    return row.text().isEmpty() ? "(no text sent)" : row.text();
  }

  /** What it does with a queue. */
  public String does(QueueUse use) {
    return switch (use.operation()) {
      case "send" -> "sends";
      case "create" -> "creates";
      case "receive" -> "receives";
      case "process" -> "processes";
      case "settle" -> "settles";
      default -> use.operation().isEmpty() ? "not said" : use.operation();
    };
  }

  /** The path id of a deploy. */
  public String id(DeployRow deploy) {
    return PathId.of(deploy.id());
  }

  /** How a deploy became known. */
  public String origin(DeployRow deploy) {
    return deploy.announced() ? "announced" : "first seen";
  }
}
