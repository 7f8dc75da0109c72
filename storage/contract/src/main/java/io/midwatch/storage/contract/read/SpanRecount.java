package io.midwatch.storage.contract.read;

import io.midwatch.storage.contract.query.Filter;
import io.midwatch.storage.contract.rollup.RollupReader;
import java.time.Duration;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Counts stored spans anew, as rollups counted them when they came: for what rollups do not keep
 * apart, such as the calls of one tenant or of one version. Thread-safe.
 */
public interface SpanRecount {
  /**
   * Rollups of these spans alone. Spans are read at the first question about a range; later ones
   * about the same range cost nothing. For one thread, and as long as the answer is worked on.
   */
  RollupReader recount(Which which);

  /**
   * Which spans count, and what for.
   *
   * @param tables names of the rollups that will be asked for; others have no rows
   * @param stepNanos the only step that will be asked for besides the whole range, 0 for none
   * @param spans those that are read
   * @param around how far outside the range spans are read that may be the other end of one in it
   * @param version counts rows only whose service, of an edge the caller, has this version; null
   *     for all. An edge whose caller no span told of has no version and always counts
   */
  record Which(
      Set<String> tables, long stepNanos, Filter spans, Duration around, @Nullable String version) {
    public Which {
      tables = Set.copyOf(tables);
    }
  }
}
