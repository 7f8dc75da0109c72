package io.midwatch.derive;

import static io.midwatch.storage.contract.rollup.VersionTables.VERSIONS;

import io.midwatch.model.semconv.CanonicalField;
import io.midwatch.storage.contract.rollup.RollupCell;
import io.midwatch.storage.contract.rollup.RollupKey;
import io.midwatch.storage.contract.rollup.RollupQuery;
import org.jspecify.annotations.Nullable;

/**
 * Which versions and instances are at work. To say it once per 15 s and instance is enough, for
 * saying it again changes nothing; what was said lately is remembered in a table of fixed size.
 */
final class VersionRollup implements SpanRollup {
  private static final int SEEN = VERSIONS.histogram("seen");
  private static final int INSTANCES = VERSIONS.sketch("instances");
  private static final int SLOTS = 1 << 10;
  private static final long NANOS_PER_MICRO = 1_000;

  private final @Nullable Said[] said = new @Nullable Said[SLOTS];

  /** Immutable, so that a race costs at most that it is said again. */
  private record Said(
      long bucket, String service, String version, String environment, String instance) {}

  @Override
  public @Nullable SpanCounter counter(SharedFacts facts) {
    String version = facts.text(CanonicalField.VERSION);
    if (version.isEmpty()) {
      return null;
    }
    RollupKey key = RollupKey.ofTexts(facts.service, version, facts.environment);
    String instance = facts.text(CanonicalField.INSTANCE);
    return (span, sink) -> {
      long start = span.startTimeUnixNano();
      long bucket = Math.floorDiv(start, RollupQuery.RESOLUTION_NANOS);
      Said now = new Said(bucket, facts.service, version, facts.environment, instance);
      int hash = now.hashCode() * 0x9E3779B9;
      int slot = hash >>> 16 & (SLOTS - 1);
      if (now.equals(said[slot])) {
        return;
      }
      RollupCell cell = sink.cell(VERSIONS, start, key);
      cell.record(SEEN, (double) (start / NANOS_PER_MICRO));
      if (!instance.isEmpty()) {
        cell.observe(INSTANCES, instance);
      }
      said[slot] = now;
    };
  }
}
