package io.midwatch.storage.contract.read;

import io.midwatch.model.Signal;

/** Forgets what is too old. */
public interface Retention {
  /**
   * Removes items of the signal that lie before the time, epoch nanoseconds. A store may delete by
   * the unit, such as a file or a day: then it keeps an old item as long as the unit is still being
   * written or holds a younger one. When all items of a finished unit lie before the time, none of
   * them is found any more when this returns, and they are counted as expired. Younger items are
   * never removed. Doing it again changes nothing.
   */
  void expire(Signal signal, long beforeUnixNano);
}
