package io.midwatch.ui.overview;

import io.midwatch.query.operations.DatabaseRow;
import io.midwatch.query.operations.QueueRow;
import io.midwatch.query.operations.ThirdPartyRow;
import io.midwatch.query.overview.FailingNow;
import io.midwatch.query.overview.Overview;
import io.midwatch.query.overview.OverviewPart;
import io.midwatch.ui.format.Format;
import io.midwatch.ui.services.Health;
import io.midwatch.ui.signal.Signals;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The one sentence the Overview begins with, made from the data: {@code POST /v1/checkout is
 * failing and getting worse. webhooks.out is late.} Pure.
 */
final class Headline {
  private static final double WORSE = 1.25;

  /** Without these nobody knows that nothing fails. */
  private static final Set<OverviewPart> FIRST =
      Set.of(OverviewPart.REQUESTS, OverviewPart.FAILING);

  private static final int LONGEST_NAME = 60;
  private static final Format FORMAT = new Format();

  private Headline() {}

  static String of(Overview overview) {
    if (!overview.everReceived()) {
      return "Nothing has arrived yet";
    }
    List<String> sentences = new ArrayList<>();
    if (!Collections.disjoint(overview.unread().keySet(), FIRST)) {
      sentences.add("What fails now could not be read.");
    }
    failing(overview.failing(), sentences);
    overview.queues().stream()
        .filter(queue -> Signals.queue(queue).mark().equals("crit"))
        .map(QueueRow::destination)
        .findFirst()
        .ifPresent(queue -> sentences.add(name(queue) + " is late."));
    overview.databases().stream()
        .filter(database -> Signals.database(database).mark().equals("crit"))
        .map(DatabaseRow::database)
        .findFirst()
        .ifPresent(
            database -> sentences.add("Database " + name(database) + " is short of connections."));
    overview.thirdParties().stream()
        .filter(host -> Signals.thirdParty(host).mark().equals("crit"))
        .map(ThirdPartyRow::host)
        .findFirst()
        .ifPresent(host -> sentences.add(name(host) + " is failing us."));
    return sentences.isEmpty()
        ? quiet(overview) + recovered(overview.failing()) + unread(overview)
        : String.join(" ", sentences.subList(0, Math.min(2, sentences.size())));
  }

  /** That nothing is late or short is known of what was read only. */
  private static String unread(Overview overview) {
    return overview.unread().keySet().stream()
        .sorted()
        .map(part -> " " + part.title() + " could not be read.")
        .collect(Collectors.joining());
  }

  private static void failing(List<FailingNow> rows, List<String> sentences) {
    List<FailingNow> failing =
        rows.stream()
            .filter(row -> row.recoveredUnixNano() == null)
            .filter(row -> Health.of(row.now()) == Health.FAILING)
            .toList();
    if (failing.isEmpty()) {
      return;
    }
    FailingNow first = failing.getFirst();
    boolean worse = first.trend() == null || first.trend() > WORSE;
    String others =
        failing.size() == 1
            ? ""
            : " and " + FORMAT.counted(failing.size() - 1L, "other endpoint", "other endpoints");
    sentences.add(
        name(first.endpoint())
            + others
            + (failing.size() == 1 ? " is" : " are")
            + " failing"
            + (worse ? " and getting worse." : "."));
  }

  private static String quiet(Overview overview) {
    if (overview.now().requests() == 0) {
      return "No requests in this window.";
    }
    double perSecond = overview.now().requests() / (overview.window().minutes() * 60);
    return "Nothing is failing. "
        + FORMAT
            .ratePerMinute(perSecond)
            .toString()
            .replace("\u00A0/min", " requests/min")
            .replace("k/min", "k requests/min")
        + ", "
        + FORMAT.percent(overview.now().failed(), overview.now().requests())
        + " failed.";
  }

  private static String recovered(List<FailingNow> rows) {
    for (FailingNow row : rows) {
      if (row.recoveredUnixNano() != null && Health.of(row.now()) == Health.FAILING) {
        String until = FORMAT.minute(FORMAT.instant(row.recoveredUnixNano()));
        return " " + name(row.endpoint()) + " failed until " + until + ".";
      }
    }
    return "";
  }

  private static String name(String text) {
    return text.length() > LONGEST_NAME ? text.substring(0, LONGEST_NAME) + "…" : text;
  }
}
