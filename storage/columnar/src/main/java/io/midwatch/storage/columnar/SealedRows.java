package io.midwatch.storage.columnar;

import io.midwatch.storage.columnar.manifest.SegmentEntry;
import io.midwatch.storage.columnar.query.Part;
import io.midwatch.storage.columnar.segment.SegmentTable;

/** One listed segment and its rows; closing the file is the owner's. */
record SealedRows<T>(SegmentEntry entry, Part<T> part, SegmentTable file) {}
