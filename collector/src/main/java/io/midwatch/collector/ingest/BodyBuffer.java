package io.midwatch.collector.ingest;

import java.util.Arrays;

/**
 * A growing array that asks the budget before it grows and refuses to hold more than its limit. It
 * may be one byte larger than the limit, so that a body of just that size can be told from a larger
 * one. Not thread-safe.
 */
public final class BodyBuffer {
  private static final int FIRST_BYTES = 16 * 1024;

  private final ByteBudget.Lease lease;
  private final int limitBytes;
  private final String name;
  private byte[] bytes = new byte[0];
  private int size;

  /**
   * @param expectedBytes how many will come if all is as announced, so that nothing need be copied;
   *     0 when unknown
   * @param name of the body in messages: {@code compressed}
   */
  public BodyBuffer(ByteBudget.Lease lease, long expectedBytes, int limitBytes, String name) {
    this.lease = lease;
    this.limitBytes = limitBytes;
    this.name = name;
    requireWithinLimit(expectedBytes);
    if (expectedBytes > 0) {
      grow((int) expectedBytes);
    }
  }

  /** Whether as much has come as was expected: {@link #room()} would make the array longer. */
  public boolean isFull() {
    return size == bytes.length;
  }

  /** Makes room for at least one byte and returns how many fit behind {@link #size()}. */
  public int room() {
    if (size == bytes.length) {
      grow((int) Math.min(limitBytes + 1L, Math.max(FIRST_BYTES, 2L * size)));
    }
    return bytes.length - size;
  }

  public byte[] array() {
    return bytes;
  }

  public int size() {
    return size;
  }

  /** Counts bytes the caller has put behind {@link #size()}. */
  public void added(int count) {
    requireWithinLimit((long) size + count);
    size += count;
  }

  public byte[] toByteArray() {
    return size == bytes.length ? bytes : Arrays.copyOf(bytes, size);
  }

  private void requireWithinLimit(long wanted) {
    if (wanted > limitBytes) {
      throw new RefusedException(
          RefuseReason.TOO_LARGE, "the " + name + " body is larger than " + limitBytes + " bytes");
    }
  }

  private void grow(int capacity) {
    lease.growBy(capacity - bytes.length);
    bytes = Arrays.copyOf(bytes, capacity);
  }
}
