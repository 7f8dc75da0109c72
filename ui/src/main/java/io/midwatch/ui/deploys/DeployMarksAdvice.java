package io.midwatch.ui.deploys;

import io.midwatch.insight.deploy.DeployBoard;
import io.midwatch.insight.deploy.DeployRow;
import io.midwatch.storage.contract.query.TimeRange;
import io.midwatch.ui.shell.ViewParameters;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ModelAttribute;

/** Puts the deploys of the window ({@code deployMarks}) into the model of every page. */
@ControllerAdvice(basePackages = "io.midwatch.ui")
final class DeployMarksAdvice {
  /** Live pages ask every ten seconds, all for about the same deploys. */
  private static final Duration KEPT = Duration.ofSeconds(15);

  private static final long KNOWN = Duration.ofDays(30).toNanos();
  private static final long MINUTE = Duration.ofMinutes(1).toNanos();

  private final DeployBoard board;
  private volatile @Nullable Read last;

  private record Read(
      Instant at, long from, long to, @Nullable String env, List<DeployRow> deploys) {}

  DeployMarksAdvice(DeployBoard board) {
    this.board = board;
  }

  @ModelAttribute("deployMarks")
  DeployMarks marks(ViewParameters at) {
    return new DeployMarks(
        () -> deploys(at),
        at.window().startNanos() / 1_000_000,
        at.window().endNanos() / 1_000_000);
  }

  private List<DeployRow> deploys(ViewParameters at) {
    long from = at.window().startNanos() / MINUTE;
    long to = at.window().endNanos() / MINUTE;
    Read read = last;
    boolean fresh =
        read != null
            && read.from == from
            && read.to == to
            && Objects.equals(read.env, at.env())
            && Duration.between(read.at, at.now()).abs().compareTo(KEPT) < 0;
    if (read == null || !fresh) {
      read = new Read(at.now(), from, to, at.env(), read(at));
      last = read;
    }
    return read.deploys;
  }

  private List<DeployRow> read(ViewParameters at) {
    TimeRange known =
        new TimeRange(Math.max(0, at.window().startNanos() - KNOWN), at.window().endNanos());
    List<DeployRow> all = board.marked(known, at.env());
    return all.stream()
        .filter(deploy -> deploy.startUnixNano() >= at.window().startNanos())
        .filter(deploy -> deploy.announced() || follows(deploy, all))
        .toList();
  }

  /** Whether the service was there before: the first version ever seen of one is no deploy. */
  private static boolean follows(DeployRow deploy, List<DeployRow> all) {
    return all.stream()
        .anyMatch(other ->
            other.service().equals(deploy.service())
                && other.startUnixNano() < deploy.startUnixNano());
  }
}
