package io.midwatch.storage.wal.disk;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Random;

/** The bytes of one file: as written and as they were when last forced. */
final class SimulatedFile {
  private static final int SECTOR_BYTES = 512;

  private byte[] bytes = new byte[0];
  private int size;
  private byte[] durable = new byte[0];

  synchronized int size() {
    return size;
  }

  synchronized byte[] content() {
    return Arrays.copyOf(bytes, size);
  }

  synchronized void append(ByteBuffer from, int count) {
    if (size + count > bytes.length) {
      bytes = Arrays.copyOf(bytes, Math.max(size + count, 2 * bytes.length));
    }
    from.get(bytes, size, count);
    size += count;
  }

  synchronized int read(long offset, ByteBuffer into) {
    if (offset >= size) {
      return -1;
    }
    int count = Math.min(into.remaining(), size - (int) offset);
    into.put(bytes, (int) offset, count);
    return count;
  }

  synchronized void force() {
    force(size);
  }

  /** Makes the first bytes durable. */
  synchronized void force(int count) {
    durable = Arrays.copyOf(bytes, count);
  }

  synchronized void flipBit(long offset, int bit) {
    bytes[(int) offset] ^= (byte) (1 << bit);
    force();
  }

  synchronized void cut(long newSize) {
    size = (int) newSize;
    force(size);
  }

  synchronized SimulatedFile durableCopy() {
    SimulatedFile copy = new SimulatedFile();
    copy.bytes = content();
    copy.size = size;
    copy.force();
    return copy;
  }

  /** Keeps what was forced, and of the sectors written since those that survive; others are 0. */
  synchronized void losePower(PowerLoss loss, Random random) {
    int firstSector = durable.length / SECTOR_BYTES;
    int sectors = (size + SECTOR_BYTES - 1) / SECTOR_BYTES;
    int prefix = firstSector + random.nextInt(Math.max(1, sectors - firstSector + 1));
    byte[] left = Arrays.copyOf(durable, size);
    int leftSize = durable.length;
    for (int sector = firstSector; sector < sectors; sector++) {
      if (loss.survives(random, sector < prefix)) {
        int from = sector * SECTOR_BYTES;
        int to = Math.min(size, from + SECTOR_BYTES);
        System.arraycopy(bytes, from, left, from, to - from);
        leftSize = Math.max(leftSize, to);
      }
    }
    if (loss == PowerLoss.REORDERED && random.nextInt(4) == 0) {
      leftSize = Math.max(leftSize, size); // the length got through, the bytes did not
    }
    bytes = left;
    size = leftSize;
    force();
  }
}
