package io.midwatch.storage.contract.read;

import io.midwatch.model.Signal;

/** Forgets what is too old. */
public interface Retention {
  /**
   * Removes items of the signal that lie before the time, epoch nanoseconds. A store may keep items
   * a little longer (up to its file granularity), never remove younger ones.
   */
  void expire(Signal signal, long beforeUnixNano);
}
