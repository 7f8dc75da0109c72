package io.midwatch.query.counting;

import io.midwatch.storage.contract.query.Completeness;
import io.midwatch.storage.contract.rollup.ErrorTables;
import io.midwatch.storage.contract.rollup.OperationsTables;
import io.midwatch.storage.contract.rollup.RollupAnswer;
import io.midwatch.storage.contract.rollup.RollupQuery;
import io.midwatch.storage.contract.rollup.RollupReader;
import io.midwatch.storage.contract.rollup.RollupTable;
import io.midwatch.storage.contract.rollup.VersionTables;
import java.util.List;
import java.util.stream.Stream;

/**
 * Rollups without a row, whose answers from one table say that something is missing.
 *
 * @param table the table that lacks something
 */
public record Lacking(RollupTable table) implements RollupReader {
  public static final String REASON = "a file is missing";

  @Override
  public List<RollupTable> rollupTables() {
    return Stream.of(OperationsTables.ALL, ErrorTables.ALL, List.of(VersionTables.VERSIONS))
        .flatMap(List::stream)
        .toList();
  }

  @Override
  public RollupAnswer readRollup(RollupQuery query) {
    RollupTable asked =
        rollupTables().stream()
            .filter(each -> each.name().equals(query.table()))
            .findFirst()
            .orElseThrow();
    return new RollupAnswer(
        asked,
        query.range(),
        List.of(),
        asked.equals(table)
            ? new Completeness(false, false, 0, List.of(REASON))
            : Completeness.exact(0));
  }
}
