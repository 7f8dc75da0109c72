package io.midwatch.storage.columnar.metric;

/*
 * summary            format, series, points, earliest and latest time
 * chunks             the chunks of series 0, of series 1, …
 * directory          blocks of 64 series: where the first chunk is, then per series number of
 *                    chunks, and per chunk length, points, first time, time from first to last
 * directory.offsets  where each block begins, and the end
 * contexts           distinct resources, scopes and metrics, compressed
 * series             blocks of 64 series, each compressed: numbers of resource, scope and metric,
 *                    attributes of the points
 * series.offsets     where each block begins, and the end
 * labels             label by label: name, length; then blocks, each compressed: value, series
 * metadata           Prometheus name and number of the metric
 *
 * Series are numbered in the order of their label sets, so that neighbours are alike and the
 * series of one metric are together.
 */

/** The sections of a file of metric points. */
final class Sections {
  static final String SUMMARY = "summary";
  static final String CHUNKS = "chunks";
  static final String DIRECTORY = "directory";
  static final String DIRECTORY_OFFSETS = "directory.offsets";
  static final String CONTEXTS = "contexts";
  static final String SERIES = "series";
  static final String SERIES_OFFSETS = "series.offsets";
  static final String LABELS = "labels";
  static final String METADATA = "metadata";

  static final int FORMAT = 1;
  static final int BLOCK_SERIES = 64;

  private Sections() {}
}
