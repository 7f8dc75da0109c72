package io.midwatch.storage.columnar.span;

import io.midwatch.model.Span;
import io.midwatch.storage.columnar.query.Part;
import io.midwatch.storage.columnar.table.Numbers;
import io.midwatch.storage.columnar.table.Table;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/*
 * A Bloom filter with one 64-bit word per key, so that a question costs one load. At 16 bits a row
 * about 1 of 300 absent spans passes.
 */
/** Says which spans a table cannot hold: 2 bytes a row, and the times its spans start at. */
final class SpanDigest {
  /** Times are told apart by 2^34 ns, 17 s. */
  private static final int TIME_SHIFT = 34;

  /** Of more times than that, any may be. */
  private static final int MOST_TIMES = 4096;

  private static final int ROWS_PER_WORD = 4;

  private final long[] words;
  private final @Nullable Set<Long> times;

  private SpanDigest(long[] words, @Nullable Set<Long> times) {
    this.words = words;
    this.times = times;
  }

  /**
   * Reads two columns of all rows.
   *
   * @param part with the columns of {@link SpanSchema}
   */
  static SpanDigest of(Part<Span> part) {
    Table table = part.table();
    Numbers starts = part.times();
    Numbers ids = table.numbers(SpanSchema.SPAN);
    long[] start = new long[Table.BLOCK_ROWS];
    long[] id = new long[Table.BLOCK_ROWS];
    long[] words = new long[table.rows() / ROWS_PER_WORD + 1];
    Set<Long> times = new HashSet<>();
    long last = Long.MIN_VALUE;
    for (int block = 0; block < table.blocks(); block++) {
      starts.read(block, start);
      ids.read(block, id);
      for (int i = 0; i < table.rowsOf(block); i++) {
        long hash = hash(id[i], start[i]);
        words[word(hash, words.length)] |= bits(hash);
        long time = time(start[i]);
        if (time != last && times.size() <= MOST_TIMES) {
          times.add(time);
        }
        last = time;
      }
    }
    return new SpanDigest(words, times.size() > MOST_TIMES ? null : times);
  }

  /** The stretch of time a start is in. */
  static long time(long startUnixNano) {
    return startUnixNano >> TIME_SHIFT;
  }

  boolean mayHoldTime(long time) {
    return times == null || times.contains(time);
  }

  /**
   * @param hash of the span
   */
  boolean mayHold(long hash) {
    long bits = bits(hash);
    return (words[word(hash, words.length)] & bits) == bits;
  }

  static long hash(long spanId, long start) {
    long mixed = (spanId ^ start * 0xD6E8FEB86659FD93L) * 0x9E3779B97F4A7C15L;
    mixed = (mixed ^ mixed >>> 29) * 0xBF58476D1CE4E5B9L;
    return mixed ^ mixed >>> 32;
  }

  private static int word(long hash, int words) {
    return (int) ((hash >>> 32) * words >>> 32);
  }

  /** Five of 64 bits. */
  private static long bits(long hash) {
    return 1L << hash
        | 1L << (hash >>> 6)
        | 1L << (hash >>> 12)
        | 1L << (hash >>> 18)
        | 1L << (hash >>> 24);
  }
}
