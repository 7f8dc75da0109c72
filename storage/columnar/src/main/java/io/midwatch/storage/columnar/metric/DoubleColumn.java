package io.midwatch.storage.columnar.metric;

import io.midwatch.storage.columnar.file.DataCursor;
import io.midwatch.storage.columnar.file.DataSink;
import io.midwatch.storage.contract.StoreException;
import java.util.Arrays;

/**
 * A run of doubles as raw bits, so that -0.0 and the payload of a NaN are kept.
 *
 * <pre>
 * CONSTANT   all alike                     8 bytes
 * SCALED     3.25 3.26 3.24                scale 100, whole numbers 325 326 324
 *            3.25 NaN 3.24                 and the few that are none: 1 → bits of NaN
 * XORED      3.14159… 2.71828…             XOR with the one before, byte by byte position, zstd
 * </pre>
 *
 * A scale is taken when dividing gives back the very bits.
 */
final class DoubleColumn {
  private static final int CONSTANT = 0;
  private static final int SCALED = 1;
  private static final int XORED = 2;

  private static final double[] SCALES = {1, 10, 100, 1000};

  /** One in so many may be no scaled number before the scale is given up. */
  private static final int EXCEPTIONS_ONE_IN = 16;

  private DoubleColumn() {}

  static void write(long[] bits, int count, DataSink into, Zip zip) {
    if (count == 0) {
      return;
    }
    if (allAlike(bits, count)) {
      into.putByte(CONSTANT).putLong(bits[0]);
      return;
    }
    long[] whole = new long[count];
    for (int scale = 0; scale < SCALES.length; scale++) {
      int exceptions = scaled(bits, count, SCALES[scale], whole);
      if (exceptions >= 0) {
        into.putByte(SCALED).putByte(scale);
        writeExceptions(bits, count, SCALES[scale], whole, exceptions, into);
        LongColumn.write(whole, count, into);
        return;
      }
    }
    into.putByte(XORED);
    zip.write(shuffled(bits, count), into);
  }

  private static boolean allAlike(long[] bits, int count) {
    for (int i = 1; i < count; i++) {
      if (bits[i] != bits[0]) {
        return false;
      }
    }
    return true;
  }

  /** Fills the whole numbers and returns how many are exceptions, -1 when too many are. */
  private static int scaled(long[] bits, int count, double scale, long[] whole) {
    int most = count / EXCEPTIONS_ONE_IN;
    int exceptions = 0;
    long before = 0;
    for (int i = 0; i < count; i++) {
      long number = (long) Math.rint(Double.longBitsToDouble(bits[i]) * scale);
      if (Double.doubleToRawLongBits(number / scale) == bits[i]) {
        before = number;
      } else if (++exceptions > most) {
        return -1;
      }
      whole[i] = before;
    }
    return exceptions;
  }

  private static void writeExceptions(
      long[] bits, int count, double scale, long[] whole, int exceptions, DataSink into) {
    into.putVarint(exceptions);
    int last = 0;
    for (int i = 0; i < count && exceptions > 0; i++) {
      if (Double.doubleToRawLongBits(whole[i] / scale) != bits[i]) {
        into.putVarint(i - last).putLong(bits[i]);
        last = i;
      }
    }
  }

  /** Byte 0 of every difference, then byte 1 of every difference, and so on. */
  private static byte[] shuffled(long[] bits, int count) {
    byte[] bytes = new byte[count * Long.BYTES];
    long before = 0;
    for (int i = 0; i < count; i++) {
      long difference = bits[i] ^ before;
      before = bits[i];
      for (int at = i; at < bytes.length; at += count) {
        bytes[at] = (byte) difference;
        difference >>>= Byte.SIZE;
      }
    }
    return bytes;
  }

  /** The raw bits of a column, in an array of exactly this length. */
  static long[] read(DataCursor from, int count) {
    long[] bits = new long[count];
    if (count == 0) {
      return bits;
    }
    int form = from.getByte();
    switch (form) {
      case CONSTANT -> Arrays.fill(bits, from.getLong());
      case SCALED -> readScaled(from, bits);
      case XORED -> readShuffled(Zip.read(from), bits);
      default -> throw new StoreException("no column of doubles has the form " + form);
    }
    return bits;
  }

  private static void readScaled(DataCursor from, long[] bits) {
    int scale = from.getByte();
    if (scale >= SCALES.length) {
      throw new StoreException("no column of doubles has the scale " + scale);
    }
    int exceptions = from.getCount();
    if (exceptions > bits.length) {
      throw new StoreException(exceptions + " exceptions among " + bits.length + " doubles");
    }
    int[] at = new int[exceptions];
    long[] exact = new long[exceptions];
    long last = 0;
    for (int i = 0; i < exceptions; i++) {
      last += from.getCount();
      if (last >= bits.length) {
        throw new StoreException("exception " + last + " of " + bits.length + " doubles");
      }
      at[i] = (int) last;
      exact[i] = from.getLong();
    }
    long[] whole = LongColumn.read(from, bits.length);
    for (int i = 0; i < bits.length; i++) {
      bits[i] = Double.doubleToRawLongBits(whole[i] / SCALES[scale]);
    }
    for (int i = 0; i < exceptions; i++) {
      bits[at[i]] = exact[i];
    }
  }

  private static void readShuffled(byte[] bytes, long[] bits) {
    if (bytes.length != bits.length * Long.BYTES) {
      throw new StoreException(bytes.length + " bytes for " + bits.length + " doubles");
    }
    long before = 0;
    for (int i = 0; i < bits.length; i++) {
      long difference = 0;
      int shift = 0;
      for (int at = i; at < bytes.length; at += bits.length) {
        difference |= (bytes[at] & 0xFFL) << shift;
        shift += Byte.SIZE;
      }
      before ^= difference;
      bits[i] = before;
    }
  }
}
