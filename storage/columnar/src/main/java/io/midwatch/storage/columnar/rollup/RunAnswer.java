package io.midwatch.storage.columnar.rollup;

import io.midwatch.storage.contract.answer.rollup.RollupAnswering;
import io.midwatch.storage.contract.answer.rollup.RollupCounts;
import io.midwatch.storage.contract.rollup.RollupKey;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Merges the rows of one run into an answer. A key's group is looked up once; the overflow's only
 * when a row of it is in the range, because that makes a filtered answer incomplete. Not
 * thread-safe.
 */
final class RunAnswer implements RollupFile.Target {
  private final List<RollupKey> keys;
  private final RollupAnswering answering;
  private final RollupAnswering.@Nullable Group[] groups;
  private final boolean[] known;

  RunAnswer(List<RollupKey> keys, RollupAnswering answering) {
    this.keys = keys;
    this.answering = answering;
    this.groups = new RollupAnswering.@Nullable Group[keys.size()];
    this.known = new boolean[keys.size()];
  }

  @Override
  public boolean wants(int key) {
    return keys.get(key).overflow() || group(key) != null;
  }

  @Override
  public @Nullable RollupCounts at(int key, long startUnixNano) {
    RollupAnswering.Group group = group(key);
    return group == null ? null : group.at(startUnixNano);
  }

  private RollupAnswering.@Nullable Group group(int key) {
    if (!known[key]) {
      groups[key] = answering.group(keys.get(key));
      known[key] = true;
    }
    return groups[key];
  }
}
