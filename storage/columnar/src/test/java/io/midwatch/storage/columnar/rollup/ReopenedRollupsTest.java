package io.midwatch.storage.columnar.rollup;

import io.midwatch.storage.contract.rollup.RollupAnswer;
import io.midwatch.storage.contract.rollup.RollupQuery;
import io.midwatch.storage.contract.rollup.RollupReader;
import io.midwatch.storage.contract.rollup.RollupSink;
import io.midwatch.storage.contract.rollup.RollupTable;
import io.midwatch.storage.contract.rollup.RollupWriter;
import io.midwatch.storage.testkit.rollup.RollupStoreContract;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.io.TempDir;

/** The contract when the store is written to files, closed and opened again before every read. */
class ReopenedRollupsTest extends RollupStoreContract {
  @TempDir Path folder;

  @Override
  protected Rollups newStore(List<RollupTable> tables, InstantSource clock) {
    Reopening store =
        new Reopening(new RollupFiles(tables, folder, clock, DurableRollups.DEFAULT_RETENTION));
    return new Rollups(store, store);
  }

  private record Reopening(RollupFiles store) implements RollupReader, RollupWriter {
    private synchronized RollupFiles reopened() {
      store.checkpoint();
      store.crash();
      return store;
    }

    @Override
    public synchronized List<RollupTable> rollupTables() {
      return reopened().rollupTables();
    }

    @Override
    public synchronized RollupAnswer readRollup(RollupQuery query) {
      return reopened().readRollup(query);
    }

    @Override
    public synchronized boolean apply(long position, Consumer<RollupSink> update) {
      return store.apply(position, update);
    }

    @Override
    public synchronized long coveredPosition() {
      return reopened().coveredPosition();
    }
  }
}
