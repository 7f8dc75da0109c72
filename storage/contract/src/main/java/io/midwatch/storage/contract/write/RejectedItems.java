package io.midwatch.storage.contract.write;

import java.util.BitSet;

/** Which items of a request were refused, by position from 0. Immutable. */
public final class RejectedItems {
  public static final RejectedItems NONE = new RejectedItems(new BitSet());

  private final BitSet bits;

  private RejectedItems(BitSet bits) {
    this.bits = bits;
  }

  /** Copies the set. */
  public static RejectedItems copyOf(BitSet rejected) {
    return rejected.isEmpty() ? NONE : new RejectedItems((BitSet) rejected.clone());
  }

  public boolean contains(int item) {
    return bits.get(item);
  }

  public int count() {
    return bits.cardinality();
  }

  /** A copy as little-endian bitmap, the caller's own. */
  public byte[] toBitmap() {
    return bits.toByteArray();
  }

  public static RejectedItems ofBitmap(byte[] bitmap) {
    return copyOf(BitSet.valueOf(bitmap));
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof RejectedItems items && bits.equals(items.bits);
  }

  @Override
  public int hashCode() {
    return bits.hashCode();
  }

  @Override
  public String toString() {
    return bits.toString();
  }
}
