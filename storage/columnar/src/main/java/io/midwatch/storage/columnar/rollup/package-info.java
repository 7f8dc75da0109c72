/** Rollups that last: recent rows in memory, older ones in files, in four widths of buckets. */
@org.jspecify.annotations.NullMarked
package io.midwatch.storage.columnar.rollup;
