package io.midwatch.storage.columnar.rollup;

import io.midwatch.storage.contract.answer.rollup.RollupCounts;
import io.midwatch.storage.contract.rollup.RollupKey;

/**
 * One row of one bucket, not to be changed.
 *
 * <pre>
 * 03:00:15  [checkout, POST /pay, server] → 312, 24
 * </pre>
 */
record BucketRow(long startUnixNano, RollupKey key, RollupCounts counts) {}
