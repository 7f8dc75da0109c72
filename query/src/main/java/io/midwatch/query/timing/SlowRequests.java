package io.midwatch.query.timing;

import io.midwatch.storage.contract.query.Completeness;
import java.util.List;

/**
 * What slow requests have in common that the usual ones have not.
 *
 * <pre>
 * slow 61, usual 1,140      service.version 2.41.0   60 of the slow, 212 of the usual
 * </pre>
 *
 * @param slow requests at least as long as asked for
 * @param usual all others
 * @param common the largest difference of shares first, one value a field
 */
public record SlowRequests(long slow, long usual, List<Common> common, Completeness completeness) {
  /** Nothing was compared. */
  public static final SlowRequests NONE = new SlowRequests(0, 0, List.of(), Completeness.exact(0));

  public SlowRequests {
    common = List.copyOf(common);
  }

  /**
   * A value that slow requests have more often.
   *
   * @param value empty for requests without the field
   * @param slow how many of the slow have it
   * @param usual how many of the usual have it
   */
  public record Common(String field, String value, long slow, long usual) {}
}
