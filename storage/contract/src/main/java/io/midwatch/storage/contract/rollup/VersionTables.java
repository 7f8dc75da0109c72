package io.midwatch.storage.contract.rollup;

import static io.midwatch.storage.contract.rollup.RollupTable.Dimension.text;

import java.util.List;

/**
 * The rollup of what versions are at work. {@code seen} is a distribution of times in microseconds
 * since the epoch: its minimum is when the version was first at work, to 15 s.
 *
 * <pre>
 * versions  checkout | 2.41.0 | production → seen | instances
 * </pre>
 */
public final class VersionTables {
  /**
   * Services at work, by what their spans say of version and instance; INTERNAL spans do not count.
   */
  public static final RollupTable VERSIONS =
      new RollupTable(
          "versions",
          List.of(text("service"), text("version"), text("environment")),
          List.of(),
          List.of("seen"),
          List.of("instances"),
          1_000);

  private VersionTables() {}
}
