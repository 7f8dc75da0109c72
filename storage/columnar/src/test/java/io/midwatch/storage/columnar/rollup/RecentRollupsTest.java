package io.midwatch.storage.columnar.rollup;

import io.midwatch.storage.contract.rollup.RollupTable;
import io.midwatch.storage.testkit.rollup.RollupStoreContract;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;

/** The contract while everything is in memory. */
class RecentRollupsTest extends RollupStoreContract {
  @TempDir Path folder;

  @Override
  protected Rollups newStore(List<RollupTable> tables, InstantSource clock) {
    RollupFiles store = new RollupFiles(tables, folder, clock, DurableRollups.DEFAULT_RETENTION);
    return new Rollups(store, store);
  }
}
