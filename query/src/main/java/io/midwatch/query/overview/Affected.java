package io.midwatch.query.overview;

import io.midwatch.storage.contract.query.Completeness;
import java.util.Map;

/**
 * Whom failed requests hurt.
 *
 * @param completeness how far the counts can be trusted
 */
record Affected(Map<Place, Whom> byEndpoint, Completeness completeness) {
  Affected {
    byEndpoint = Map.copyOf(byEndpoint);
  }

  /** One endpoint of one service. */
  record Place(String service, String endpoint) {}

  /** Distinct tenants and users named by failed requests: lower bounds. */
  record Whom(long tenants, long users) {
    static final Whom NOBODY = new Whom(0, 0);
  }

  Whom of(String service, String endpoint) {
    return byEndpoint.getOrDefault(new Place(service, endpoint), Whom.NOBODY);
  }
}
