package io.midwatch.storage.columnar.segment;

import io.midwatch.storage.columnar.file.DataCursor;
import io.midwatch.storage.columnar.file.SectionBytes;
import io.midwatch.storage.contract.StoreException;
import java.util.Arrays;

/** How {@link NumberEncoder} wrote one block of numbers; the numbers themselves are in the file. */
sealed interface NumberBlock {
  /** Of the block's numbers, the smallest. */
  long min();

  long max();

  /** What the block takes in the file. */
  long bytes();

  long at(SectionBytes data, int index);

  /** Puts all numbers of the block at the beginning of {@code into}. */
  void read(SectionBytes data, long[] into);

  /**
   * Reads one block of the directory.
   *
   * @param offset of the block's data
   * @param count of its rows
   */
  static NumberBlock read(DataCursor directory, long offset, int count) {
    int encoding = directory.getByte();
    long min = directory.getSigned();
    long max = min + directory.getVarint();
    return switch (encoding) {
      case NumberEncoder.CONSTANT -> new Constant(min, count);
      case NumberEncoder.PACKED -> Packed.read(directory, min, max, offset, count);
      case NumberEncoder.DELTA -> Steps.read(directory, min, max, offset, count, false);
      case NumberEncoder.RAW -> new Raw(min, max, offset, count);
      case NumberEncoder.SPARSE -> new Sparse(min, max, offset, count, directory.getCount());
      case NumberEncoder.STEPS -> Steps.read(directory, min, max, offset, count, true);
      default -> throw new StoreException(directory.origin() + ": no encoding " + encoding);
    };
  }

  /** One number in all rows. */
  record Constant(long min, int count) implements NumberBlock {
    @Override
    public long max() {
      return min;
    }

    @Override
    public long bytes() {
      return 0;
    }

    @Override
    public long at(SectionBytes data, int index) {
      return min;
    }

    @Override
    public void read(SectionBytes data, long[] into) {
      Arrays.fill(into, 0, count, min);
    }
  }

  /** Eight bytes each. */
  record Raw(long min, long max, long offset, int count) implements NumberBlock {
    @Override
    public long bytes() {
      return (long) count * Long.BYTES;
    }

    @Override
    public long at(SectionBytes data, int index) {
      return data.getLong(offset + (long) index * Long.BYTES);
    }

    @Override
    public void read(SectionBytes data, long[] into) {
      data.getLongs(offset, count, into);
    }
  }

  /** Distances from the smallest. */
  record Packed(
      long min, long max, long offset, int count, int bits, long scale, Exceptions exceptions)
      implements NumberBlock {
    static Packed read(DataCursor directory, long min, long max, long offset, int count) {
      int bits = directory.getByte();
      long scale = directory.getVarint();
      long behind = offset + Packing.bytesFor(count, bits);
      Exceptions exceptions = new Exceptions(behind, directory.getCount());
      return new Packed(min, max, offset, count, bits, scale, exceptions);
    }

    @Override
    public long bytes() {
      return Packing.bytesFor(count, bits) + exceptions.bytes();
    }

    @Override
    public long at(SectionBytes data, int index) {
      int exception = exceptions.lastUpTo(data, index);
      return exception >= 0 && exceptions.row(data, exception) == index
          ? exceptions.number(data, exception)
          : min + data.unpack(offset, bits, index) * scale;
    }

    @Override
    public void read(SectionBytes data, long[] into) {
      data.unpack(offset, bits, count, into);
      for (int i = 0; i < count; i++) {
        into[i] = min + into[i] * scale;
      }
      for (int i = 0; i < exceptions.count(); i++) {
        into[exceptions.row(data, i)] = exceptions.number(data, i);
      }
    }
  }

  /** Distances from row to row, begun anew every so many rows and at each exception. */
  record Steps(
      long min,
      long max,
      long offset,
      int count,
      int bits,
      long scale,
      long smallest,
      Exceptions exceptions)
      implements NumberBlock {
    static Steps read(
        DataCursor directory, long min, long max, long offset, int count, boolean excepted) {
      int bits = directory.getByte();
      long scale = directory.getVarint();
      long smallest = directory.getSigned();
      long behind = offset + restartBytes(count) + Packing.bytesFor(count, bits);
      Exceptions exceptions =
          excepted ? new Exceptions(behind, directory.getCount()) : Exceptions.NONE;
      return new Steps(min, max, offset, count, bits, scale, smallest, exceptions);
    }

    private static long restartBytes(int count) {
      return (long) NumberEncoder.restarts(count) * Long.BYTES;
    }

    @Override
    public long bytes() {
      return restartBytes(count) + Packing.bytesFor(count, bits) + exceptions.bytes();
    }

    @Override
    public long at(SectionBytes data, int index) {
      int known = index - index % NumberEncoder.RESTART_ROWS;
      long number = restart(data, known);
      int exception = exceptions.lastUpTo(data, index);
      if (exception >= 0 && exceptions.row(data, exception) > known) {
        known = exceptions.row(data, exception);
        number = exceptions.number(data, exception);
      }
      for (int i = known + 1; i <= index; i++) {
        number += smallest + data.unpack(offset + restartBytes(count), bits, i) * scale;
      }
      return number;
    }

    private long restart(SectionBytes data, int row) {
      return data.getLong(offset + (long) (row / NumberEncoder.RESTART_ROWS) * Long.BYTES);
    }

    @Override
    public void read(SectionBytes data, long[] into) {
      data.unpack(offset + restartBytes(count), bits, count, into);
      int exception = 0;
      int excepted = exceptions.count() == 0 ? count : exceptions.row(data, 0);
      long number = 0;
      for (int i = 0; i < count; i++) {
        if (i == excepted) {
          number = exceptions.number(data, exception++);
          excepted = exception == exceptions.count() ? count : exceptions.row(data, exception);
        } else if (i % NumberEncoder.RESTART_ROWS == 0) {
          number = restart(data, i);
        } else {
          number += smallest + into[i] * scale;
        }
        into[i] = number;
      }
    }
  }

  /** A bit per row, set where the number is not 0, and those numbers. */
  record Sparse(long min, long max, long offset, int count, int listed) implements NumberBlock {
    static int words(int count) {
      return (count + Long.SIZE - 1) / Long.SIZE;
    }

    @Override
    public long bytes() {
      return (long) (words(count) + listed) * Long.BYTES;
    }

    @Override
    public long at(SectionBytes data, int index) {
      long word = word(data, index / Long.SIZE);
      if ((word >>> index & 1) == 0) {
        return 0;
      }
      int before = Long.bitCount(word & (1L << index) - 1);
      for (int i = 0; i < index / Long.SIZE; i++) {
        before += Long.bitCount(word(data, i));
      }
      return listed(data, before);
    }

    private long word(SectionBytes data, int word) {
      return data.getLong(offset + (long) word * Long.BYTES);
    }

    private long listed(SectionBytes data, int position) {
      return data.getLong(offset + (long) (words(count) + position) * Long.BYTES);
    }

    @Override
    public void read(SectionBytes data, long[] into) {
      Arrays.fill(into, 0, count, 0);
      int position = 0;
      for (int i = 0; i < words(count); i++) {
        for (long word = word(data, i); word != 0; word &= word - 1) {
          into[i * Long.SIZE + Long.numberOfTrailingZeros(word)] = listed(data, position++);
        }
      }
    }
  }
}
