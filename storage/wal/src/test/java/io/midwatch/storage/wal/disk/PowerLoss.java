package io.midwatch.storage.wal.disk;

import java.util.Random;

/** What a disk may have done with its queue of writes when the power went. */
enum PowerLoss {
  NOTHING_WRITTEN,
  ALL_WRITTEN,
  PREFIX_WRITTEN,
  REORDERED;

  /** Whether one unforced write survives. */
  boolean survives(Random random, boolean inPrefix) {
    return switch (this) {
      case NOTHING_WRITTEN -> false;
      case ALL_WRITTEN -> true;
      case PREFIX_WRITTEN -> inPrefix;
      case REORDERED -> random.nextBoolean();
    };
  }
}
