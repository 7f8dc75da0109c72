package io.midwatch.ui.overview;

import io.midwatch.query.operations.DatabaseRow;
import io.midwatch.query.operations.QueueRow;
import io.midwatch.query.operations.TenantRow;
import io.midwatch.query.operations.ThirdPartyRow;
import io.midwatch.query.overview.FailingNow;
import io.midwatch.query.overview.Overview;
import io.midwatch.query.overview.OverviewPart;
import io.midwatch.query.services.EndpointRow;
import io.midwatch.ui.chart.Bar;
import io.midwatch.ui.chart.Sparkline;
import io.midwatch.ui.chart.Tone;
import io.midwatch.ui.deploys.Changes;
import io.midwatch.ui.format.Figure;
import io.midwatch.ui.format.Format;
import io.midwatch.ui.queues.QueueText;
import io.midwatch.ui.services.Health;
import io.midwatch.ui.services.RequestLines;
import io.midwatch.ui.signal.Signal;
import io.midwatch.ui.signal.Signals;
import io.midwatch.ui.signal.ValueLine;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The first screen and {@code /overview.json}: the figures as {@code query} answered them, and the
 * sentence made from them.
 *
 * @param headline the sentence the page begins with
 * @param changes what went live, and what followed
 */
public record OverviewPage(String headline, Overview overview, Changes changes) {
  private static final Format FORMAT = new Format();
  private static final int ROWS = 5;

  /** Services have no rows of their own here, so that they were not read stands above. */
  private static final Set<OverviewPart> WITHOUT_ROWS = EnumSet.of(OverviewPart.SERVICES);

  static OverviewPage of(Overview overview, Changes changes) {
    return new OverviewPage(Headline.of(overview), overview, changes);
  }

  /** Why a part could not be read, null when it was. */
  public @Nullable String unread(String part) {
    return overview.unread().get(OverviewPart.valueOf(part));
  }

  /** What else is to be known of the figures; parts that could not be read say so themselves. */
  public List<String> notes() {
    return Stream.of(overview.completeness(), changes.completeness())
        .filter(trust -> !trust.complete())
        .flatMap(trust -> trust.reasons().stream())
        .filter(reason -> !saidInItsPart(reason))
        .distinct()
        .toList();
  }

  private boolean saidInItsPart(String reason) {
    return overview.unread().keySet().stream()
        .filter(part -> !WITHOUT_ROWS.contains(part))
        .anyMatch(part -> reason.startsWith(part.title() + ": "));
  }

  public List<Tile> tiles() {
    return new Tiles(overview).all();
  }

  public List<EndpointRow> endpoints() {
    return first(overview.endpoints());
  }

  public List<QueueRow> queues() {
    return first(overview.queues());
  }

  public List<DatabaseRow> databases() {
    return first(overview.databases());
  }

  public List<ThirdPartyRow> thirdParties() {
    return first(overview.thirdParties());
  }

  /** The tenants most affected. */
  public List<TenantRow> tenants() {
    return first(overview.tenants().rows());
  }

  public Health health(FailingNow row) {
    return row.recoveredUnixNano() == null ? Health.of(row.now()) : Health.RECOVERED;
  }

  /** When it failed: {@code since 03:03}, {@code 03:03 to 03:12}. */
  public String when(FailingNow row) {
    String since = FORMAT.minute(FORMAT.instant(row.sinceUnixNano()));
    return row.recoveredUnixNano() == null
        ? "since " + since
        : since + " to " + FORMAT.minute(FORMAT.instant(row.recoveredUnixNano()));
  }

  public Signal signal(QueueRow row) {
    return Signals.queue(row);
  }

  public Signal signal(DatabaseRow row) {
    return Signals.database(row);
  }

  public Signal signal(ThirdPartyRow row) {
    return Signals.thirdParty(row);
  }

  public Signal slower(EndpointRow row) {
    return Signals.duration(row.now(), row.before());
  }

  /** What failed, as a title: the message of an example, else its type, else the plain fact. */
  public String what(FailingNow row) {
    String message = row.errorMessage().lines().findFirst().orElse("").strip();
    if (!message.isEmpty()) {
      return message.length() > 200 ? message.substring(0, 200) + "…" : message;
    }
    String type = simpleType(row);
    return type.isEmpty() ? "Requests fail" : type.matches("\\d{3}") ? "HTTP " + type : type;
  }

  /** The type of an example's error without its package, empty when it says none. */
  public String simpleType(FailingNow row) {
    return row.errorType().substring(row.errorType().lastIndexOf('.') + 1);
  }

  /** Failed requests per minute over the window. */
  public Figure failedPerMinute(FailingNow row) {
    return FORMAT.ratePerMinute(row.now().failed() / (overview.window().minutes() * 60));
  }

  /** Requests per minute over the window. */
  public Figure perMinute(long requests) {
    return FORMAT.ratePerMinute(requests / (overview.window().minutes() * 60));
  }

  public Sparkline failures(FailingNow row) {
    Tone tone = health(row) == Health.FAILING ? Tone.CRIT : Tone.WARN;
    return Sparkline.of(new RequestLines(overview.window()).failedRate(row.series()), 84, 24, tone);
  }

  /** {@code up}, {@code down} or {@code flat}. */
  public String trendKind(FailingNow row) {
    Double trend = row.trend();
    if (row.recoveredUnixNano() != null) {
      return "down";
    }
    if (trend == null || trend > 1.25) {
      return "up";
    }
    return trend < 0.8 ? "down" : "flat";
  }

  /** The trend in words: {@code 1.8× in 20 min}, {@code steady}, {@code new}. */
  public String trendWord(FailingNow row) {
    Double trend = row.trend();
    if (row.recoveredUnixNano() != null) {
      return "over";
    }
    if (trend == null) {
      return "new";
    }
    return trendKind(row).equals("flat")
        ? "steady"
        : FORMAT.number(Math.round(trend * 10) / 10.0) + "× in " + FORMAT.span(third());
  }

  private Duration third() {
    return Duration.ofNanos(overview.window().range().lengthNanos() / 3);
  }

  /** Width of an endpoint's share of the whole time, of 100. */
  public String share(EndpointRow row) {
    return Bar.share(
        row.now().totalNanos(),
        overview.endpoints().stream().mapToDouble(one -> one.now().totalNanos()).sum());
  }

  /** Width of a tenant's failures on the scale of the most affected one, of 100. */
  public String share(TenantRow row) {
    return Bar.share(
        row.failed(),
        overview.tenants().rows().stream().mapToLong(TenantRow::failed).max().orElse(0));
  }

  public String share(DatabaseRow.Limit limit) {
    return Bar.share(limit.ratio(), 1);
  }

  /** When a queue will be empty, in words. */
  public String drains(QueueRow row) {
    return QueueText.drains(row);
  }

  public Sparkline failing(ThirdPartyRow row) {
    Tone tone = Signals.thirdParty(row).mark().equals("crit") ? Tone.CRIT : Tone.NORMAL;
    return Sparkline.of(ValueLine.of(overview.window(), row.failing()), 76, 18, tone);
  }

  private static <T> List<T> first(List<T> rows) {
    return rows.subList(0, Math.min(ROWS, rows.size()));
  }
}
