package io.midwatch.storage.columnar.segment;

import com.github.luben.zstd.Zstd;
import com.github.luben.zstd.ZstdException;
import io.midwatch.storage.columnar.file.DataCursor;
import io.midwatch.storage.columnar.file.SectionBytes;
import io.midwatch.storage.columnar.table.TextSearch;
import io.midwatch.storage.contract.StoreException;
import io.midwatch.storage.contract.write.ByteSlice;
import java.lang.ref.WeakReference;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Values as {@link ChunkEncoder} wrote them; its directory is in memory. Thread-safe. */
final class ChunkedBytes {
  private final SectionBytes data;
  private final ChunkCache cache;
  private final boolean texts;

  /** Per chunk: its first value, its place in the file, its bytes when decompressed. */
  private final int[] firsts;

  private final long[] offsets;
  private final int[] plainBytes;

  /** The chunk read last, for rows read one after another; races are harmless, it never changes. */
  private @Nullable Held last;

  ChunkedBytes(DataCursor directory, SectionBytes data, ChunkCache cache) {
    this(directory, data, cache, false);
  }

  private ChunkedBytes(DataCursor directory, SectionBytes data, ChunkCache cache, boolean texts) {
    this.data = data;
    this.cache = cache;
    this.texts = texts;
    int chunks = directory.getCount();
    if (chunks > directory.remaining()) {
      throw new StoreException(directory.origin() + ": " + chunks + " chunks");
    }
    firsts = new int[chunks + 1];
    offsets = new long[chunks + 1];
    plainBytes = new int[chunks];
    for (int i = 0; i < chunks; i++) {
      firsts[i + 1] = firsts[i] + directory.getCount();
      offsets[i + 1] = offsets[i] + directory.getCount();
      plainBytes[i] = directory.getCount();
    }
  }

  /** Values that {@link ChunkEncoder#ofTexts} wrote. */
  static ChunkedBytes ofTexts(DataCursor directory, SectionBytes data, ChunkCache cache) {
    return new ChunkedBytes(directory, data, cache, true);
  }

  int count() {
    return firsts[firsts.length - 1];
  }

  /** The value; the window is on an array that nobody changes any more. */
  ByteSlice at(int index) {
    int chunk = chunkOf(index);
    if (isEmpty(chunk)) {
      return new ByteSlice();
    }
    return chunk(chunk).at(index - firsts[chunk]);
  }

  /**
   * Keeps of some values those that may hold what is looked for, a chunk at a time; how many.
   *
   * @param base of the positions, which ascend
   * @param passed may be {@code positions}
   */
  int find(int base, int[] positions, int count, TextSearch search, int[] passed) {
    int kept = 0;
    int to;
    for (int from = 0; from < count; from = to) {
      int number = chunkOf(base + positions[from]);
      to = from + 1;
      while (to < count && base + positions[to] < firsts[number + 1]) {
        to++;
      }
      if (!isEmpty(number)) {
        int first = firsts[number] - base;
        kept = chunk(number).find(first, positions, from, to, search, passed, kept);
      }
    }
    return kept;
  }

  private Chunk chunk(int number) {
    Held held = last;
    Chunk chunk = held != null && held.number == number ? held.chunk.get() : null;
    if (chunk == null) {
      chunk = cache.get(this, number, () -> read(number));
      last = new Held(number, new WeakReference<>(chunk));
    }
    return chunk;
  }

  /** Whether any of some values is not empty, as far as whole chunks tell. */
  boolean any(int from, int to) {
    for (int chunk = chunkOf(from); chunk < plainBytes.length && firsts[chunk] < to; chunk++) {
      if (!isEmpty(chunk)) {
        return true;
      }
    }
    return false;
  }

  private boolean isEmpty(int chunk) {
    return offsets[chunk] == offsets[chunk + 1];
  }

  private int chunkOf(int index) {
    int found = Arrays.binarySearch(firsts, index);
    return found >= 0 ? found : -found - 2;
  }

  private Chunk read(int chunk) {
    byte[] stored =
        data.getBytes(offsets[chunk], Math.toIntExact(offsets[chunk + 1] - offsets[chunk]));
    byte[] plain = plainBytes[chunk] == 0 ? stored : decompress(stored, plainBytes[chunk]);
    int[] ends = new int[firsts[chunk + 1] - firsts[chunk]];
    DataCursor cursor = new DataCursor(plain, data.origin());
    int start = texts ? moveTogether(cursor, plain, ends) : readEnds(cursor, ends);
    if (cursor.remaining() != 0) {
      throw new StoreException(data.origin() + ": chunk " + chunk + " is not as long as its parts");
    }
    return new Chunk(plain, start, ends);
  }

  private static int readEnds(DataCursor cursor, int[] ends) {
    for (int i = 0; i < ends.length; i++) {
      ends[i] = cursor.getCount();
    }
    int start = cursor.position();
    for (int i = 0; i < ends.length; i++) {
      cursor.skip(ends[i]);
      ends[i] = cursor.position();
    }
    return start;
  }

  /** Texts are searched many at a time, so nothing may be between them. */
  private static int moveTogether(DataCursor cursor, byte[] plain, int[] ends) {
    int end = 0;
    for (int i = 0; i < ends.length; i++) {
      int length = cursor.getCount();
      int from = cursor.position();
      cursor.skip(length);
      System.arraycopy(plain, from, plain, end, length);
      end += length;
      ends[i] = end;
    }
    return 0;
  }

  private byte[] decompress(byte[] stored, int length) {
    try {
      byte[] plain = new byte[length];
      long found = Zstd.decompressByteArray(plain, 0, length, stored, 0, stored.length);
      if (found != length) {
        throw new StoreException(
            data.origin() + ": expected " + length + " bytes decompressed, found " + found);
      }
      return plain;
    } catch (ZstdException damaged) {
      throw new StoreException(data.origin() + ": " + damaged.getMessage(), damaged);
    }
  }

  /** A chunk by number, for as long as the cache or a reader keeps it. */
  private record Held(int number, WeakReference<Chunk> chunk) {}
}
