package io.midwatch.ui.endpoints;

import io.midwatch.query.timing.Callee;
import io.midwatch.query.timing.EndpointTiming;
import io.midwatch.query.timing.SlowRequests;
import io.midwatch.query.timing.SlowRequests.Common;
import io.midwatch.query.timing.TimeSplit;
import io.midwatch.query.timing.TimeSplit.Part;
import io.midwatch.ui.chart.Bar;
import io.midwatch.ui.format.Format;
import io.midwatch.ui.shell.Link;
import io.midwatch.ui.shell.Shell;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Where the time of an endpoint goes and what its slow requests have in common.
 *
 * @param of requests there are in the window
 * @param slowFrom from which duration on a request counts as slow, as the trace search takes it
 */
public record TimingPart(EndpointTiming timing, long of, String slowFrom) {
  private static final int SHOWN = 8;
  private static final Format FORMAT = new Format();

  /** Whether requests were looked at. */
  public boolean known() {
    return timing.split().requests() > 0;
  }

  public boolean hasSlow() {
    return timing.slowSplit().requests() > 0;
  }

  /** What the split is made from, in words. */
  public String sample() {
    int looked = timing.split().requests();
    String some =
        looked >= of
            ? "all " + FORMAT.counted(looked, "request", "requests")
            : "a sample: "
                + FORMAT.exact(looked)
                + " of "
                + FORMAT.counted(of, "request", "requests");
    return hasSlow()
        ? some + "; slow: " + FORMAT.exact(timing.slowSplit().requests()) + " from p95 on"
        : some;
  }

  /** Those who are waited for most, in all requests or in slow ones. */
  public List<Part> parts() {
    return all().limit(SHOWN).toList();
  }

  /** Those that are not shown: how many, in words; null when there are none. */
  public @Nullable String others() {
    long hidden = all().count() - SHOWN;
    return hidden <= 0 ? null : FORMAT.counted(hidden, "other", "others");
  }

  private Stream<Part> all() {
    TimeSplit split = timing.split();
    return Stream.concat(
        split.parts().stream(),
        timing.slowSplit().parts().stream()
            .map(Part::callee)
            .filter(callee -> split.part(callee).calls() == 0)
            .map(callee -> new Part(callee, 0, 0)));
  }

  public String name(Part part) {
    Callee callee = part.callee();
    return callee.name().isEmpty() ? callee.system() : callee.name();
  }

  /** What is waited for, in words. */
  public String kind(Part part) {
    return switch (part.callee().kind()) {
      case DATABASE -> part.callee().system();
      case SERVICE -> "call";
      case THIRD_PARTY -> "third party";
      case QUEUE -> "queue";
      case OTHER -> "call, not told of";
    };
  }

  /** The page of what is waited for; null where there is none. */
  public @Nullable Link link(Shell shell, Part part) {
    Callee callee = part.callee();
    return switch (callee.kind()) {
      case DATABASE -> shell.database(callee.system(), callee.name());
      case SERVICE -> shell.service(callee.name());
      case THIRD_PARTY -> shell.thirdParty(callee.name());
      case QUEUE -> shell.queue(callee.name());
      case OTHER -> null;
    };
  }

  /** Calls of a request on average. */
  public String perRequest(Part part) {
    return FORMAT.number((double) part.calls() / timing.split().requests()).toString();
  }

  public String share(Part part) {
    return ofTime(timing.split(), part.nanos());
  }

  public String slowShare(Part part) {
    return ofTime(timing.slowSplit(), timing.slowSplit().part(part.callee()).nanos());
  }

  public String bar(Part part) {
    return Bar.share(part.nanos(), timing.split().totalNanos());
  }

  public String restShare() {
    return ofTime(timing.split(), timing.split().restNanos());
  }

  public String slowRestShare() {
    return ofTime(timing.slowSplit(), timing.slowSplit().restNanos());
  }

  public String restBar() {
    return Bar.share(timing.split().restNanos(), timing.split().totalNanos());
  }

  public String othersShare() {
    return ofTime(timing.split(), hidden(timing.split()));
  }

  public String slowOthersShare() {
    return ofTime(timing.slowSplit(), hidden(timing.slowSplit()));
  }

  private long hidden(TimeSplit split) {
    return all().skip(SHOWN).mapToLong(part -> split.part(part.callee()).nanos()).sum();
  }

  private static String ofTime(TimeSplit split, long nanos) {
    return split.totalNanos() > 0
        ? FORMAT.ratio((double) nanos / split.totalNanos()).toString()
        : "—";
  }

  /** What was compared, in words. */
  public String compared() {
    SlowRequests slow = timing.slow();
    return FORMAT.exact(slow.slow()) + " slow, " + FORMAT.exact(slow.usual()) + " usual";
  }

  public String value(Common common) {
    return common.value().isEmpty() ? "not sent" : common.value();
  }

  public String ofSlow(Common common) {
    return FORMAT.percent(common.slow(), timing.slow().slow()).toString();
  }

  public String ofUsual(Common common) {
    return FORMAT.percent(common.usual(), timing.slow().usual()).toString();
  }

  public String slowBar(Common common) {
    return Bar.share(common.slow(), timing.slow().slow());
  }

  public String usualBar(Common common) {
    return Bar.share(common.usual(), timing.slow().usual());
  }

  /** Slow traces whose request has the value. */
  public Link traces(Shell shell, String service, String endpoint, Common common) {
    String query =
        common.value().isEmpty()
            ? "-" + common.field() + ":*"
            : Shell.query(common.field(), common.value());
    return shell.traces(service, endpoint, false).with("min", slowFrom).with("q", query);
  }
}
