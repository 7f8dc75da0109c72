package io.midwatch.storage.columnar.rollup;

import io.midwatch.storage.contract.StoreException;
import io.midwatch.storage.contract.answer.rollup.RollupCounts;
import io.midwatch.storage.contract.rollup.RollupKey;
import io.midwatch.storage.contract.rollup.RollupTable;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Every row that no longer changes: those on their way to a file and those in files. The lists
 * never change; thread-safe.
 *
 * @param tables by name
 * @param writing what checkpoints under way have taken over
 */
record StoredRows(Map<String, RollupTable> tables, List<RecentRows> writing, List<RollupFile> files)
    implements StoredKeys {
  StoredRows {
    writing = List.copyOf(writing);
    files = List.copyOf(files);
  }

  StoredRows withWriting(List<RecentRows> other) {
    return new StoredRows(tables, other, files);
  }

  StoredRows withFiles(List<RollupFile> other) {
    return new StoredRows(tables, writing, other);
  }

  @Override
  public int atMost(String name, Tier tier, long startUnixNano) {
    long atMost = takenOver(name, tier, startUnixNano).size();
    RollupTable table = table(name);
    for (RollupFile file : files) {
      for (Run run : file.runs(table, tier)) {
        atMost += Math.min(run.keys(), run.rows(startUnixNano, startUnixNano + 1));
      }
    }
    return (int) Math.min(Integer.MAX_VALUE, atMost);
  }

  @Override
  public Set<RollupKey> named(String name, Tier tier, long startUnixNano) {
    Set<RollupKey> named = new HashSet<>();
    for (BucketRow row : takenOver(name, tier, startUnixNano)) {
      named.add(row.key());
    }
    RollupTable table = table(name);
    for (RollupFile file : files) {
      for (Run run : file.runs(table, tier)) {
        if (run.overlaps(startUnixNano, startUnixNano + 1)) {
          addNamed(file, run, startUnixNano, named);
        }
      }
    }
    named.removeIf(RollupKey::overflow);
    return named;
  }

  private List<BucketRow> takenOver(String name, Tier tier, long start) {
    List<BucketRow> rows = new ArrayList<>();
    for (RecentRows taken : writing) {
      taken.table(name).collect(start, start + tier.width().nanos(), rows);
    }
    return rows;
  }

  private static void addNamed(RollupFile file, Run run, long start, Set<RollupKey> named) {
    try {
      List<RollupKey> keys = file.keys(run);
      if (run.minStart() == start && run.maxStart() == start && run.rows() == run.keys()) {
        named.addAll(keys); // there is nothing but the bucket, and every key has its row in it
        return;
      }
      file.read(
          run,
          start,
          start + 1,
          new RollupFile.Target() {
            @Override
            public boolean wants(int key) {
              return true;
            }

            @Override
            public @Nullable RollupCounts at(int key, long startUnixNano) {
              named.add(keys.get(key));
              return null;
            }
          });
    } catch (StoreException _) {
      // answers say that the file is damaged; counting goes on without its keys
    }
  }

  private RollupTable table(String name) {
    RollupTable table = tables.get(name);
    if (table == null) {
      throw new IllegalArgumentException(
          "there is no rollup " + name + "; there are " + tables.keySet());
    }
    return table;
  }
}
