package io.midwatch.storage.wal;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/** Batches waiting for the applier, bounded by number and by bytes. Thread-safe. */
final class WriteQueue {
  /** A group is what is queued, up to this: its first batch waits for its last. */
  private static final long MAX_GROUP_BYTES = 16L << 20;

  private final int maxBatches;
  private final long maxBytes;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition filled = lock.newCondition();
  private final Queue<PendingWrite> queue = new ArrayDeque<>();
  private long bytes;
  private boolean closed;

  WriteQueue(int maxBatches, long maxBytes) {
    this.maxBatches = maxBatches;
    this.maxBytes = maxBytes;
  }

  /** False when it is full; an empty queue takes any batch. */
  boolean offer(PendingWrite write) {
    lock.lock();
    try {
      boolean full = queue.size() >= maxBatches || bytes + write.bytes() > maxBytes;
      if (full && !queue.isEmpty()) {
        return false;
      }
      queue.add(write);
      bytes += write.bytes();
      filled.signal();
      return true;
    } finally {
      lock.unlock();
    }
  }

  /** Waits for batches and takes what is there; empty when the queue is closed and drained. */
  List<PendingWrite> take() {
    lock.lock();
    try {
      while (queue.isEmpty() && !closed) {
        filled.awaitUninterruptibly();
      }
      List<PendingWrite> group = new ArrayList<>();
      long groupBytes = 0;
      for (PendingWrite next = queue.peek();
          next != null && (group.isEmpty() || groupBytes + next.bytes() <= MAX_GROUP_BYTES);
          next = queue.peek()) {
        group.add(queue.remove());
        groupBytes += next.bytes();
      }
      bytes -= groupBytes;
      return group;
    } finally {
      lock.unlock();
    }
  }

  /** Nobody offers any more; what is queued can still be taken. */
  void close() {
    lock.lock();
    try {
      closed = true;
      filled.signal();
    } finally {
      lock.unlock();
    }
  }

  int batches() {
    lock.lock();
    try {
      return queue.size();
    } finally {
      lock.unlock();
    }
  }

  long bytes() {
    lock.lock();
    try {
      return bytes;
    } finally {
      lock.unlock();
    }
  }
}
