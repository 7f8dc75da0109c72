package io.midwatch.query.errors;

import io.midwatch.storage.contract.query.Completeness;
import java.util.List;

/**
 * One bug taken apart, each list by count. With a tenant chosen endpoints are empty.
 *
 * @param tenants at most {@value #MOST_TENANTS}, of those that are known
 * @param completeness of all four
 */
public record ErrorParts(
    List<ErrorPart> endpoints,
    List<ErrorPart> services,
    List<ErrorPart> versions,
    List<ErrorPart> tenants,
    Completeness completeness) {
  /** More tenants are counted, not listed. */
  public static final int MOST_TENANTS = 50;

  public ErrorParts {
    endpoints = List.copyOf(endpoints);
    services = List.copyOf(services);
    versions = List.copyOf(versions);
    tenants = List.copyOf(tenants);
  }
}
