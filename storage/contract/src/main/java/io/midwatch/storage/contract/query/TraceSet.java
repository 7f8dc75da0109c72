package io.midwatch.storage.contract.query;

import io.midwatch.model.TraceId;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Traces by their ids, 24 to 64 bytes each and no more than a given number. Written by one thread,
 * then read by any.
 */
public final class TraceSet {
  private static final int FIRST_SLOTS = 64;

  /** Nobody outside can make up ids that meet in one slot. */
  private final long seed = ThreadLocalRandom.current().nextLong();

  private final int most;

  /** High and low half of an id one after the other; both zero is a free slot. */
  private long[] slots = new long[2 * FIRST_SLOTS];

  private int size;

  /**
   * @param most ids that are taken
   */
  public TraceSet(int most) {
    this.most = most;
  }

  /** False when the trace is not there because there are too many. */
  public boolean add(TraceId trace) {
    int slot = slot(slots, trace.high(), trace.low());
    if (isTaken(slot)) {
      return true;
    }
    if (size == most) {
      return false;
    }
    slots[slot] = trace.high();
    slots[slot + 1] = trace.low();
    size++;
    if (4 * size > slots.length) { // half of the slots
      grow();
    }
    return true;
  }

  private void grow() {
    long[] larger = new long[2 * slots.length];
    for (int i = 0; i < slots.length; i += 2) {
      if (isTaken(i)) {
        int slot = slot(larger, slots[i], slots[i + 1]);
        larger[slot] = slots[i];
        larger[slot + 1] = slots[i + 1];
      }
    }
    slots = larger;
  }

  public boolean contains(TraceId trace) {
    return isTaken(slot(slots, trace.high(), trace.low()));
  }

  public boolean isEmpty() {
    return size == 0;
  }

  public int size() {
    return size;
  }

  /** All of them in no particular order. */
  public List<TraceId> ids() {
    List<TraceId> ids = new ArrayList<>(size);
    for (int i = 0; i < slots.length; i += 2) {
      if (isTaken(i)) {
        ids.add(new TraceId(slots[i], slots[i + 1]));
      }
    }
    return ids;
  }

  private boolean isTaken(int slot) {
    return slots[slot] != 0 || slots[slot + 1] != 0;
  }

  /** Where the id is or would be. */
  private int slot(long[] in, long high, long low) {
    long mixed = (high ^ seed) * 0x9E3779B97F4A7C15L + low;
    mixed = (mixed ^ mixed >>> 30) * 0xBF58476D1CE4E5B9L;
    int mask = in.length / 2 - 1;
    int at = (int) (mixed >>> 32) & mask;
    while ((in[2 * at] != 0 || in[2 * at + 1] != 0)
        && (in[2 * at] != high || in[2 * at + 1] != low)) {
      at = at + 1 & mask;
    }
    return 2 * at;
  }
}
