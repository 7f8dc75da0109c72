package io.midwatch.storage.columnar;

import io.midwatch.model.Signal;
import io.midwatch.storage.columnar.manifest.SegmentEntry;
import java.util.List;

/** One signal's segments as compaction sees them. */
interface Compacting {
  Signal signal();

  /** Whether readers have the segment; a damaged one is listed but not read. */
  boolean isOpen(SegmentEntry segment);

  /**
   * Writes the items of neighbouring segments into one file, durable under its name when this
   * returns, and opens it.
   *
   * @throws io.midwatch.storage.contract.StoreException when a segment is damaged or the disk
   *     refuses
   */
  Merged merge(List<SegmentEntry> parts, String file);

  /** A merged segment readers do not see yet. */
  interface Merged {
    SegmentEntry entry();

    /** Lets readers see it in the place of its parts, which are closed later. */
    void install();

    /** Lets go of it; nobody will read it. */
    void close();
  }
}
