package io.midwatch.api.operations;

import io.midwatch.api.json.FiguresJson;
import io.midwatch.api.json.Nanos;
import io.midwatch.api.json.RequestPointJson;
import io.midwatch.api.json.TrustJson;
import io.midwatch.api.json.WindowJson;
import io.midwatch.query.operations.CallerRow;
import io.midwatch.query.operations.StatementDetail;
import io.midwatch.query.operations.StatementEndpoint;
import io.midwatch.query.operations.StatementSample;
import io.midwatch.query.window.Window;
import java.util.List;

/**
 * One statement; figures count its calls.
 *
 * @param before of the period before
 * @param series of its calls, over the window
 * @param services that ask it, the most time first
 * @param endpoints whose requests ask it, the most time first
 * @param callsWithoutRequest calls no request is known of
 * @param samples its longest calls that are still kept, one a trace
 */
public record StatementDetailJson(
    WindowJson window,
    StatementJson statement,
    FiguresJson before,
    List<RequestPointJson> series,
    List<Service> services,
    List<Endpoint> endpoints,
    long callsWithoutRequest,
    List<Sample> samples,
    TrustJson completeness) {

  /** One service that asks it, now and in the period before. */
  public record Service(String service, FiguresJson now, FiguresJson before) {
    private static Service of(CallerRow row) {
      return new Service(row.service(), FiguresJson.of(row.now()), FiguresJson.of(row.before()));
    }
  }

  /** Calls made for the requests of one endpoint. */
  public record Endpoint(
      String service, String endpoint, long calls, long failed, long totalNanos) {
    private static Endpoint of(StatementEndpoint row) {
      return new Endpoint(row.service(), row.endpoint(), row.calls(), row.failed(), row.nanos());
    }
  }

  /** One call. */
  public record Sample(
      String traceId,
      String spanId,
      String service,
      String startUnixNano,
      long durationNanos,
      boolean failed) {
    private static Sample of(StatementSample sample) {
      return new Sample(
          sample.traceId().hex(),
          sample.spanId().hex(),
          sample.service(),
          Nanos.text(sample.startTimeUnixNano()),
          sample.durationNanos(),
          sample.failed());
    }
  }

  static StatementDetailJson of(Window window, StatementDetail detail) {
    return new StatementDetailJson(
        WindowJson.of(window),
        StatementJson.of(detail.row()),
        FiguresJson.of(detail.calls().before()),
        RequestPointJson.of(detail.calls().series()),
        detail.calls().callers().stream().map(Service::of).toList(),
        detail.endpoints().stream().map(Endpoint::of).toList(),
        detail.callsWithoutRequest(),
        detail.samples().stream().map(Sample::of).toList(),
        TrustJson.of(detail.completeness().and(detail.calls().completeness())));
  }
}
