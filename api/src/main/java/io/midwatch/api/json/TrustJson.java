package io.midwatch.api.json;

import io.midwatch.storage.contract.query.Completeness;
import java.util.List;

/**
 * How far an answer can be trusted.
 *
 * @param complete everything asked for was looked at
 * @param approximate figures are estimates (percentiles, distinct counts)
 * @param reasons why not complete, in words
 */
public record TrustJson(boolean complete, boolean approximate, List<String> reasons) {
  public static TrustJson of(Completeness completeness) {
    return new TrustJson(
        completeness.complete(), completeness.approximate(), completeness.reasons());
  }
}
