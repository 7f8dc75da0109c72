package io.midwatch.ui.deploys;

import io.midwatch.insight.deploy.DeployBoard;
import io.midwatch.insight.deploy.DeployEffect;
import io.midwatch.insight.deploy.DeployEffects;
import io.midwatch.insight.deploy.DeployRow;
import io.midwatch.query.requests.RequestFigures;
import io.midwatch.query.services.ServicesService;
import io.midwatch.query.text.PathId;
import io.midwatch.query.window.Listed;
import io.midwatch.query.window.Window;
import io.midwatch.storage.contract.query.TimeRange;
import io.midwatch.ui.shell.ViewParameters;
import io.midwatch.ui.table.CsvTable;
import io.midwatch.ui.table.ListForm;
import io.midwatch.ui.table.ShownRows;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/** Answers the pages of deploys. */
@Component
final class DeploysView {
  /** Each needs two readings of the store; older ones show none. */
  private static final int COMPARED = 30;

  private static final long KNOWN = Duration.ofDays(30).toNanos();
  private static final long AROUND = Duration.ofMinutes(30).toNanos();
  private static final long SHORTEST = Duration.ofMinutes(1).toNanos();
  private static final Map<String, Comparator<DeployLine>> ORDERS =
      Map.of("service", Comparator.comparing(line -> line.deploy().service()));

  private final DeployBoard board;
  private final DeployEffects effects;
  private final ServicesService services;

  DeploysView(DeployBoard board, DeployEffects effects, ServicesService services) {
    this.board = board;
    this.effects = effects;
    this.services = services;
  }

  DeploysPage list(ViewParameters at, ListForm form) {
    Listed<DeployLine> lines = lines(at);
    ShownRows<DeployLine> shown = ShownRows.of(lines.rows(), form, DeploysView::name, ORDERS);
    return new DeploysPage(
        at.question(),
        shown,
        shown.rows().stream().filter(DeployLine::worse).count(),
        lines.completeness());
  }

  CsvTable csv(ViewParameters at, ListForm form) {
    CsvTable csv =
        new CsvTable(
            "deploys",
            "time",
            "service",
            "version",
            "environment",
            "known_by",
            "instances",
            "effect",
            "requests_before",
            "failed_before",
            "p95_seconds_before",
            "requests_after",
            "failed_after",
            "p95_seconds_after");
    for (DeployLine line : ShownRows.matching(lines(at).rows(), form, DeploysView::name, ORDERS)) {
      DeployEffect effect = line.effect();
      RequestFigures before = effect == null ? RequestFigures.NONE : effect.before();
      RequestFigures after = effect == null ? RequestFigures.NONE : effect.after();
      csv.row(
          Instant.EPOCH.plusNanos(line.deploy().startUnixNano()),
          line.deploy().service(),
          line.deploy().version(),
          line.deploy().environment(),
          line.origin(),
          line.deploy().instances(),
          line.signal().word(),
          before.requests(),
          before.failed(),
          CsvTable.seconds(before.p95Nanos()),
          after.requests(),
          after.failed(),
          CsvTable.seconds(after.p95Nanos()));
    }
    return csv;
  }

  /** The deploy of a path id among those of the window and the thirty days before its end. */
  Optional<DeployPage> one(ViewParameters at, String id) {
    TimeRange range = at.question().range();
    TimeRange known =
        new TimeRange(
            Math.max(0, Math.min(range.fromUnixNano(), range.toUnixNano() - KNOWN)),
            range.toUnixNano());
    return board.deploys(known, null, null).rows().stream()
        .filter(deploy -> PathId.of(deploy.id()).equals(id))
        .findFirst()
        .map(deploy -> page(at, deploy));
  }

  private DeployPage page(ViewParameters at, DeployRow deploy) {
    long start = deploy.startUnixNano();
    long now = at.now().toEpochMilli() * 1_000_000;
    long end = Math.clamp(now, start + SHORTEST, start + AROUND);
    Window around =
        new Window(
            new TimeRange(Math.max(0, start - AROUND), end),
            deploy.environment().isEmpty() ? null : deploy.environment(),
            null);
    return new DeployPage(
        around,
        new DeployLine(deploy, effects.of(deploy)),
        services.service(around, deploy.service()));
  }

  private Listed<DeployLine> lines(ViewParameters at) {
    Window window = at.question();
    Listed<DeployRow> found = board.deploys(window.range(), null, window.environment());
    List<DeployRow> rows = found.rows();
    List<DeployLine> compared =
        rows.stream()
            .limit(COMPARED)
            .map(deploy -> new DeployLine(deploy, effects.of(deploy)))
            .toList();
    List<DeployLine> older =
        rows.stream().skip(COMPARED).map(deploy -> new DeployLine(deploy, null)).toList();
    return new Listed<>(
        Stream.concat(compared.stream(), older.stream()).toList(), found.completeness());
  }

  private static String name(DeployLine line) {
    return line.deploy().service() + " " + line.deploy().version();
  }
}
