package io.midwatch.collector.ingest;

import java.util.concurrent.atomic.AtomicLong;

/**
 * The bytes that all request bodies in flight may hold together, compressed and inflated. A request
 * takes a lease before its body is read and lets it grow while reading. Thread-safe, never blocks.
 */
public final class ByteBudget {
  /** What a request takes before anything of its body is known. */
  public static final long SMALLEST_LEASE_BYTES = 64 * 1024;

  private final long totalBytes;
  private final AtomicLong freeBytes;

  public ByteBudget(long totalBytes) {
    this.totalBytes = totalBytes;
    this.freeBytes = new AtomicLong(totalBytes);
  }

  public long totalBytes() {
    return totalBytes;
  }

  public long freeBytes() {
    return freeBytes.get();
  }

  /**
   * Takes bytes, at least {@link #SMALLEST_LEASE_BYTES}.
   *
   * @throws RefusedException OVERLOADED when they are not free
   */
  public Lease take(long bytes) {
    Lease lease = new Lease();
    lease.growTo(Math.max(bytes, SMALLEST_LEASE_BYTES));
    return lease;
  }

  private void take0(long bytes) {
    long free;
    do {
      free = freeBytes.get();
      if (free < bytes) {
        throw new RefusedException(
            RefuseReason.OVERLOADED, "too many bytes in flight, retry later");
      }
    } while (!freeBytes.compareAndSet(free, free - bytes));
  }

  /** Bytes taken by one request; closing gives them back. Used by one thread at a time. */
  public final class Lease implements AutoCloseable {
    private long held;

    private Lease() {}

    /**
     * Holds at least {@code bytes} from now on.
     *
     * @throws RefusedException OVERLOADED when they are not free; what was held stays held
     */
    public void growTo(long bytes) {
      if (bytes > held) {
        take0(bytes - held);
        held = bytes;
      }
    }

    /** Holds {@code bytes} more. */
    public void growBy(long bytes) {
      growTo(held + bytes);
    }

    @Override
    public void close() {
      freeBytes.addAndGet(held);
      held = 0;
    }
  }
}
