package io.midwatch.storage.columnar.manifest;

import io.midwatch.model.Signal;

/**
 * One listed segment file of spans, log records or metric points.
 *
 * @param file path relative to the data folder
 * @param items rows or points in it
 * @param minUnixNano no item is filed before it
 * @param maxUnixNano no item is filed after it
 * @param firstPosition log position of its first batch
 * @param lastPosition log position of its last batch
 * @param sizeBytes length of the file
 */
public record SegmentEntry(
    Signal signal,
    String file,
    long items,
    long minUnixNano,
    long maxUnixNano,
    long firstPosition,
    long lastPosition,
    long sizeBytes) {}
