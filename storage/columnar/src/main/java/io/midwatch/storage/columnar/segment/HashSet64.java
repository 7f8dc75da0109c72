package io.midwatch.storage.columnar.segment;

import java.util.function.LongConsumer;

/** A set of hashes, open-addressed; a hash's low bits say where it goes. Not thread-safe. */
final class HashSet64 {
  private long[] slots = new long[1024];
  private int size;
  private boolean zero;

  void add(long hash) {
    if (hash == 0) {
      zero = true;
      return;
    }
    int at = (int) hash & (slots.length - 1);
    while (slots[at] != 0) {
      if (slots[at] == hash) {
        return;
      }
      at = (at + 1) & (slots.length - 1);
    }
    slots[at] = hash;
    if (++size > slots.length / 2) {
      grow();
    }
  }

  int size() {
    return size + (zero ? 1 : 0);
  }

  void forEach(LongConsumer each) {
    if (zero) {
      each.accept(0);
    }
    for (long hash : slots) {
      if (hash != 0) {
        each.accept(hash);
      }
    }
  }

  private void grow() {
    long[] old = slots;
    slots = new long[old.length * 2];
    size = 0;
    for (long hash : old) {
      if (hash != 0) {
        add(hash);
      }
    }
  }
}
