package io.midwatch.query.services;

import io.midwatch.model.AttributeValue;
import io.midwatch.model.semconv.CanonicalField;
import io.midwatch.query.requests.Recovery;
import io.midwatch.query.requests.RequestFigures;
import io.midwatch.query.requests.RequestGroup;
import io.midwatch.query.requests.RequestPoint;
import io.midwatch.query.requests.RequestStatistics;
import io.midwatch.query.requests.RequestStatistics.By;
import io.midwatch.query.requests.RequestStatistics.Groups;
import io.midwatch.query.requests.RequestStatistics.Only;
import io.midwatch.query.requests.RequestStatistics.Points;
import io.midwatch.query.requests.SpanRequests;
import io.midwatch.query.window.Listed;
import io.midwatch.query.window.Window;
import io.midwatch.storage.contract.query.AggregateAnswer;
import io.midwatch.storage.contract.query.AggregateQuery;
import io.midwatch.storage.contract.query.Completeness;
import io.midwatch.storage.contract.query.Field;
import io.midwatch.storage.contract.query.Filter;
import io.midwatch.storage.contract.query.GroupBy;
import io.midwatch.storage.contract.query.Metric;
import io.midwatch.storage.contract.read.SpanReader;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Answers what services there are and how one of them is. Thread-safe. */
public final class ServicesService {
  private static final int INSTANCES = 200;

  private final RequestStatistics requests;
  private final SpanReader spans;

  public ServicesService(RequestStatistics requests, SpanReader spans) {
    this.requests = requests;
    this.spans = spans;
  }

  /** All services of a window and how far the answer can be trusted. */
  public record Services(List<ServiceRow> rows, Completeness completeness) {
    public Services {
      rows = List.copyOf(rows);
    }
  }

  /** Services with requests in the window; failing ones first by failed share, then by traffic. */
  public Services services(Window window, Only... only) {
    List<Only> narrowed = List.of(only);
    Groups now = requests.groups(window, narrowed, By.SERVICE);
    Groups earlier = requests.groups(window.reference(), narrowed, By.SERVICE);
    Map<List<String>, RequestFigures> before = byKey(earlier.groups());
    Listed<Points> lines = requests.series(window, narrowed, By.SERVICE);
    Map<List<String>, List<RequestPoint>> series = new HashMap<>();
    for (Points points : lines.rows()) {
      series.put(points.key(), points.points());
    }
    Groups byVersion = requests.groups(window, narrowed, By.SERVICE, By.VERSION);
    Map<String, List<String>> versions = new HashMap<>();
    for (RequestGroup group : byVersion.groups()) {
      String version = group.key().get(1);
      if (!version.isEmpty()) {
        versions.computeIfAbsent(group.key().get(0), key -> new ArrayList<>()).add(version);
      }
    }
    List<ServiceRow> rows = new ArrayList<>();
    for (RequestGroup group : now.groups()) {
      String service = group.key().getFirst();
      rows.add(
          new ServiceRow(
              service,
              group.figures(),
              before.getOrDefault(group.key(), RequestFigures.NONE),
              series.getOrDefault(group.key(), List.of()),
              versions.getOrDefault(service, List.of())));
    }
    rows.sort(
        Comparator.comparingDouble((ServiceRow row) -> -failedRatio(row.now()))
            .thenComparing(row -> -row.now().requests())
            .thenComparing(ServiceRow::service));
    return new Services(
        rows,
        now.completeness()
            .and(earlier.completeness())
            .and(lines.completeness())
            .and(byVersion.completeness()));
  }

  /** One service; figures are zero and lists empty when it sent nothing in the window. */
  public ServiceDetail service(Window window, String service) {
    Only only = new Only(By.SERVICE, service);
    Groups now = requests.groups(window, List.of(only));
    Groups before = requests.total(window.reference(), only);
    Listed<RequestPoint> series = requests.series(window, only);
    Listed<RequestPoint> seriesBefore = requests.series(window.reference(), only);
    Listed<Points> byVersion = requests.series(window, List.of(only), By.VERSION);
    Listed<EndpointRow> endpoints = endpoints(window, only);
    Listed<InstanceRow> instances = instances(window, only);
    return new ServiceDetail(
        service,
        now.single(),
        before.single(),
        series.rows(),
        seriesBefore.rows(),
        byVersion.rows(),
        endpoints.rows(),
        instances.rows(),
        Stream.of(
                before.completeness(),
                series.completeness(),
                seriesBefore.completeness(),
                byVersion.completeness(),
                endpoints.completeness(),
                instances.completeness())
            .reduce(now.completeness(), Completeness::and));
  }

  /** Instances of a service in the window and in the one before it. */
  public ServiceInstances instances(Window window, String service) {
    return beside(window, service, instances(window, new Only(By.SERVICE, service)));
  }

  /** The same for those of the window that are known already. */
  public ServiceInstances instances(Window window, ServiceDetail detail) {
    return beside(
        window, detail.service(), new Listed<>(detail.instances(), detail.completeness()));
  }

  private ServiceInstances beside(Window window, String service, Listed<InstanceRow> now) {
    Listed<InstanceRow> before = instances(window.reference(), new Only(By.SERVICE, service));
    return ServiceInstances.of(
        service,
        now.rows(),
        before.rows(),
        INSTANCES,
        now.completeness().and(before.completeness()));
  }

  /** Endpoints, the costliest in total time first; all services' when nothing narrows it. */
  public Listed<EndpointRow> endpoints(Window window, Only... only) {
    List<Only> narrowed = List.of(only);
    By[] by = {By.SERVICE, By.ENDPOINT, By.KIND};
    Groups earlier = requests.groups(window.reference(), narrowed, by);
    Map<List<String>, RequestFigures> before = byKey(earlier.groups());
    Groups now = requests.groups(window, narrowed, by);
    Listed<Points> lines =
        now.groups().stream().anyMatch(group -> group.figures().fails())
            ? requests.series(window, narrowed, by)
            : new Listed<Points>(List.of(), Completeness.exact(0));
    Map<List<String>, Long> recovered = recovered(lines.rows());
    return new Listed<>(
        now.groups().stream()
            .map(group ->
                new EndpointRow(
                    group.key().get(0),
                    group.key().get(1),
                    group.key().get(2),
                    group.figures(),
                    before.getOrDefault(group.key(), RequestFigures.NONE),
                    group.figures().fails() ? recovered.get(group.key()) : null))
            .sorted(
                Comparator.comparingDouble((EndpointRow row) -> -row.now().totalNanos())
                    .thenComparing(EndpointRow::service)
                    .thenComparing(EndpointRow::endpoint))
            .toList(),
        now.completeness().and(earlier.completeness()).and(lines.completeness()));
  }

  private static Map<List<String>, Long> recovered(List<Points> lines) {
    Map<List<String>, Long> recovered = new HashMap<>();
    for (Points points : lines) {
      Long since = Recovery.ofRequests(points.points());
      if (since != null) {
        recovered.put(points.key(), since);
      }
    }
    return recovered;
  }

  /** One endpoint of a service; figures are zero and lists empty when it had no request. */
  public EndpointDetail endpoint(Window window, String service, String endpoint) {
    Only[] only = {new Only(By.SERVICE, service), new Only(By.ENDPOINT, endpoint)};
    Groups now = requests.total(window, only);
    Groups before = requests.total(window.reference(), only);
    Listed<RequestPoint> series = requests.series(window, only);
    Listed<RequestPoint> seriesBefore = requests.series(window.reference(), only);
    Groups versions = requests.groups(window, List.of(only), By.VERSION);
    return new EndpointDetail(
        service,
        endpoint,
        now.single(),
        before.single(),
        series.rows(),
        seriesBefore.rows(),
        requests.latency(window, only),
        versions.groups().stream()
            .sorted(
                Comparator.comparingLong((RequestGroup group) -> -group.figures().requests())
                    .thenComparing(group -> group.key().getFirst()))
            .toList(),
        Stream.of(
                before.completeness(),
                series.completeness(),
                seriesBefore.completeness(),
                versions.completeness())
            .reduce(now.completeness(), Completeness::and));
  }

  private Listed<InstanceRow> instances(Window window, Only only) {
    AggregateQuery query =
        AggregateQuery.of(
                window.range(),
                window.spanFilter(SpanRequests.requests(), only.onSpan()),
                List.of(
                    GroupBy.terms(Field.of(CanonicalField.INSTANCE)),
                    GroupBy.terms(Field.of(CanonicalField.VERSION))),
                List.of(
                    new Metric.Count("requests"),
                    new Metric.CountIf("failed", Filter.eq(Field.of(CanonicalField.FAILED), true))))
            .top(INSTANCES, "requests");
    AggregateAnswer answer = spans.aggregateSpans(query);
    return new Listed<>(
        answer.groups().stream()
            .map(group -> {
              List<String> key = group.key().stream().map(AttributeValue::text).toList();
              return new InstanceRow(
                  key.get(0), key.get(1), group.count("requests"), group.count("failed"));
            })
            .toList(),
        answer.completeness().and(requests.countedOnce(window)));
  }

  private static double failedRatio(RequestFigures figures) {
    Double ratio = figures.failedRatio();
    return ratio == null ? 0 : ratio;
  }

  private static Map<List<String>, RequestFigures> byKey(List<RequestGroup> groups) {
    Map<List<String>, RequestFigures> byKey = new HashMap<>();
    groups.forEach(group -> byKey.put(group.key(), group.figures()));
    return byKey;
  }
}
