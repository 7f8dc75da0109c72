package io.midwatch.storage.contract.query;

/** What counts of an answer are; the later, the less is known. */
public enum Counting {
  /** As many as there were. */
  EXACT,
  /** Spans were sampled and said how many they stand for: as many in the mean. */
  ESTIMATED,
  /** So many at least. */
  LOWER_BOUND
}
