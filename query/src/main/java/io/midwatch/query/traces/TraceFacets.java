package io.midwatch.query.traces;

import io.midwatch.storage.contract.query.AggregateAnswer;
import io.midwatch.storage.contract.query.Completeness;
import java.util.List;

/**
 * What the spans of a trace search have in common: the values that most of them have.
 *
 * <pre>
 * services [checkout 412, payments 96]  endpoints [POST /v1/checkout 206]  tenants [Northwind 88]
 * </pre>
 *
 * The length of whole traces narrows none of it, for spans are counted.
 */
public record TraceFacets(
    List<Facet> services, List<Facet> endpoints, List<Facet> tenants, Completeness completeness) {
  static final int MOST = 5;

  public TraceFacets {
    services = List.copyOf(services);
    endpoints = List.copyOf(endpoints);
    tenants = List.copyOf(tenants);
  }

  /** A value and how many matching spans have it. */
  public record Facet(String value, long spans) {}

  static TraceFacets of(
      AggregateAnswer services, AggregateAnswer endpoints, AggregateAnswer tenants) {
    return new TraceFacets(
        facets(services),
        facets(endpoints),
        facets(tenants),
        services.completeness().and(endpoints.completeness()).and(tenants.completeness()));
  }

  /** The most spans first; spans without a value are none of its. */
  private static List<Facet> facets(AggregateAnswer answer) {
    return answer.groups().stream()
        .map(group -> new Facet(group.key().getFirst().text(), group.count(TracesService.SPANS)))
        .filter(facet -> !facet.value().isEmpty())
        .limit(MOST)
        .toList();
  }
}
