/** Rollup tables: what is counted, how it merges, how it is read. */
@org.jspecify.annotations.NullMarked
package io.midwatch.storage.contract.rollup;
