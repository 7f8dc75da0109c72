package io.midwatch.storage.columnar.rollup;

import io.midwatch.storage.contract.rollup.RollupKey;
import java.util.Set;

/** What is known of a bucket's rows that are no longer recent. */
interface StoredKeys {
  /** No bucket has any. */
  StoredKeys NONE =
      new StoredKeys() {
        @Override
        public int atMost(String table, Tier tier, long startUnixNano) {
          return 0;
        }

        @Override
        public Set<RollupKey> named(String table, Tier tier, long startUnixNano) {
          return Set.of();
        }
      };

  /** An upper bound of the named rows of the bucket, cheaply; 0 when there is certainly none. */
  int atMost(String table, Tier tier, long startUnixNano);

  /** The keys of the bucket's rows but the overflow's, read from the files. */
  Set<RollupKey> named(String table, Tier tier, long startUnixNano);
}
