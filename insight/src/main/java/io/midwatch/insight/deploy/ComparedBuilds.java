package io.midwatch.insight.deploy;

import io.midwatch.query.errors.ErrorRow;
import io.midwatch.query.requests.RequestFigures;
import io.midwatch.storage.contract.query.Completeness;
import java.util.List;

/**
 * What two builds answered in one window.
 *
 * @param endpoints those of either, the worse ones first
 * @param goneErrors of the first only, the most frequent first
 * @param newErrors of the second only, the most frequent first
 */
public record ComparedBuilds(
    Build first,
    Build second,
    RequestFigures ofFirst,
    RequestFigures ofSecond,
    List<Endpoint> endpoints,
    List<ErrorRow> goneErrors,
    List<ErrorRow> newErrors,
    Completeness completeness) {
  public ComparedBuilds {
    endpoints = List.copyOf(endpoints);
    goneErrors = List.copyOf(goneErrors);
    newErrors = List.copyOf(newErrors);
  }

  /** One endpoint in both, without figures where a build did not answer it. */
  public record Endpoint(String name, String kind, RequestFigures first, RequestFigures second) {
    public Verdict verdict() {
      return Verdict.of(first, second);
    }
  }

  public Verdict verdict() {
    return Verdict.of(ofFirst, ofSecond);
  }
}
