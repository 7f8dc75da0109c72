package io.midwatch.api.json;

import io.midwatch.storage.contract.query.Completeness;
import java.util.List;
import java.util.Locale;

/**
 * How far an answer can be trusted.
 *
 * @param complete everything asked for was looked at
 * @param approximate figures are estimates (percentiles, distinct counts)
 * @param counting {@code exact}, {@code estimated} or {@code lower_bound}: what counts are
 * @param reasons why not complete, or counts not exact, in words
 */
public record TrustJson(
    boolean complete, boolean approximate, String counting, List<String> reasons) {
  public static TrustJson of(Completeness completeness) {
    return new TrustJson(
        completeness.complete(),
        completeness.approximate(),
        completeness.counting().name().toLowerCase(Locale.ROOT),
        completeness.reasons());
  }
}
