package io.midwatch.storage.contract.query;

/** Takes series one by one, so that an answer need not fit in memory. */
@FunctionalInterface
public interface SeriesVisitor {
  /** Returns whether more series are wanted. A long series may come in several calls, in order. */
  boolean visit(Series chunk);
}
