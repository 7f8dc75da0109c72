package io.midwatch.storage.columnar.manifest;

/**
 * One listed rollup file.
 *
 * @param file path relative to the data folder
 * @param minUnixNano start of its first bucket
 * @param maxUnixNano end of its last bucket
 */
public record RollupEntry(String file, long minUnixNano, long maxUnixNano, long sizeBytes) {}
