package io.midwatch.derive.trace;

import static io.midwatch.derive.trace.Records.NONE;

import java.util.Arrays;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.IntPredicate;
import org.jspecify.annotations.Nullable;

/**
 * Traces and calls by their ids, each with the spans that wait for what it may yet tell. The oldest
 * leave. Not thread-safe.
 *
 * <pre>
 * TRACE trace 7          tenant acme?        waiting: requests counted without a tenant
 * CALL  trace 7, span 3  shop, 40 ms, known  waiting: requests counted without their caller
 * WORK  trace 7, shop    GET /cart, known    waiting: statements whose request is not known
 * </pre>
 */
final class JoinTable {
  /** Of an entry. */
  static final int TRACE = 0;

  static final int CALL = 1;

  /** Who calls is known, and how long that took. */
  static final int KNOWN = 2;

  /** A callee was found, or need not be. */
  static final int ANSWERED = 4;

  /** Of a call or of what waits. */
  static final int FAILED = 8;

  static final int MESSAGE = 16;

  /** What a service does for a trace. */
  static final int WORK = 32;

  /** Above the flags: how many spans one stands for. */
  private static final int TIMES_SHIFT = 8;

  private static final int KIND = CALL | WORK;

  // fields of an entry
  private static final int KEY_A = 0;
  private static final int KEY_B = 1;
  private static final int QUEUED = 2; // received time at which it took its place in the queue
  private static final int START = 3; // of a call; of a trace when it was last heard of
  private static final int DURATION = 4;
  private static final int NEXT = 5; // in the bucket, high half; in the queue, low half
  private static final int WAITING = 6; // first, high half; flags, low half

  // fields of what waits
  private static final int W_START = 0;
  private static final int W_DURATION = 1;
  private static final int W_SPAN = 2;
  private static final int W_NEXT = 3; // high half; flags, low half

  private static final long LOW = 0xFFFF_FFFFL;
  private static final int FIRST_BUCKETS = 1 << 10;
  private static final int MOST_BUCKETS = 1 << 23;
  private static final int MOST_LOOKED_AT = 256;

  /** Nobody outside can make up ids that meet in one bucket. */
  private final long seed = ThreadLocalRandom.current().nextLong();

  private final Records entries = new Records(7, 1);
  private final Records waiting = new Records(4, 2);
  private final long window;
  private int[] buckets = emptyBuckets(FIRST_BUCKETS);
  private int oldest = NONE;
  private int newest = NONE;

  JoinTable(long windowNanos) {
    this.window = windowNanos;
  }

  private static int[] emptyBuckets(int count) {
    int[] buckets = new int[count];
    Arrays.fill(buckets, NONE);
    return buckets;
  }

  long bytes() {
    return (long) entries.size() * (entries.recordBytes() + Integer.BYTES)
        + (long) waiting.size() * waiting.recordBytes();
  }

  /** A number that stands for a trace among all calls. */
  long mix(long traceHigh, long traceLow) {
    long mixed = (traceHigh ^ seed) * 0x9E3779B97F4A7C15L + traceLow;
    mixed = (mixed ^ mixed >>> 30) * 0xBF58476D1CE4E5B9L;
    return mixed ^ mixed >>> 31;
  }

  private int bucket(long a, long b) {
    return (int) (mix(a, b) >>> 20) & (buckets.length - 1);
  }

  int find(int kind, long a, long b) {
    int entry = buckets[bucket(a, b)];
    while (entry != NONE
        && (entries.get(entry, KEY_B) != b
            || entries.get(entry, KEY_A) != a
            || (flags(entry) & KIND) != kind)) {
      entry = high(entries.get(entry, NEXT));
    }
    return entry;
  }

  /** An entry nothing is known of yet. */
  int add(int kind, long a, long b, long now) {
    if (entries.size() >= buckets.length && buckets.length < MOST_BUCKETS) {
      grow();
    }
    int entry = entries.take();
    entries.set(entry, KEY_A, a);
    entries.set(entry, KEY_B, b);
    entries.set(entry, QUEUED, now);
    entries.set(entry, START, now);
    entries.set(entry, DURATION, 0);
    entries.set(entry, WAITING, pair(NONE, kind));
    int bucket = bucket(a, b);
    entries.set(entry, NEXT, pair(buckets[bucket], NONE));
    buckets[bucket] = entry;
    enqueue(entry);
    return entry;
  }

  private void enqueue(int entry) {
    if (newest == NONE) {
      oldest = entry;
    } else {
      entries.set(newest, NEXT, withLow(entries.get(newest, NEXT), entry));
    }
    newest = entry;
    entries.set(entry, NEXT, withLow(entries.get(entry, NEXT), NONE));
  }

  private void grow() {
    int[] before = buckets;
    buckets = emptyBuckets(before.length * 2);
    for (int first : before) {
      for (int entry = first; entry != NONE; ) {
        int next = high(entries.get(entry, NEXT));
        int bucket = bucket(entries.get(entry, KEY_A), entries.get(entry, KEY_B));
        entries.set(entry, NEXT, withHigh(entries.get(entry, NEXT), buckets[bucket]));
        buckets[bucket] = entry;
        entry = next;
      }
    }
  }

  /** The trace was heard of, so it stays. */
  void touch(int trace, long now) {
    entries.set(trace, START, now);
  }

  /** Forgets what is older than the window. */
  void expire(long now) {
    while (oldest != NONE && entries.get(oldest, QUEUED) + window < now) {
      int entry = oldest;
      if ((flags(entry) & KIND) == TRACE && entries.get(entry, START) + window >= now) {
        oldest = low(entries.get(entry, NEXT));
        if (oldest == NONE) {
          newest = NONE;
        }
        entries.set(entry, QUEUED, now);
        enqueue(entry);
      } else {
        removeOldest();
      }
    }
  }

  /** The entry that leaves next, {@link Records#NONE} when there is none. */
  int oldest() {
    return oldest;
  }

  void removeOldest() {
    int entry = oldest;
    oldest = low(entries.get(entry, NEXT));
    if (oldest == NONE) {
      newest = NONE;
    }
    int bucket = bucket(entries.get(entry, KEY_A), entries.get(entry, KEY_B));
    int next = high(entries.get(entry, NEXT));
    if (buckets[bucket] == entry) {
      buckets[bucket] = next;
    } else {
      int before = buckets[bucket];
      while (high(entries.get(before, NEXT)) != entry) {
        before = high(entries.get(before, NEXT));
      }
      entries.set(before, NEXT, withHigh(entries.get(before, NEXT), next));
    }
    for (int each = firstWaiting(entry); each != NONE; ) {
      int then = nextWaiting(each);
      waiting.free(each);
      each = then;
    }
    entries.free(entry);
  }

  int flags(int entry) {
    return low(entries.get(entry, WAITING));
  }

  boolean is(int entry, int flag) {
    return (flags(entry) & flag) != 0;
  }

  void mark(int entry, int flag) {
    entries.set(entry, WAITING, entries.get(entry, WAITING) | flag & LOW);
  }

  /** A call is known from now on. */
  void know(int call, Party caller, long start, long duration, int flags, long times) {
    entries.set(call, START, start);
    entries.set(call, DURATION, duration);
    entries.refer(call, 0, caller);
    mark(call, KNOWN | flags | (int) times << TIMES_SHIFT);
  }

  long start(int call) {
    return entries.get(call, START);
  }

  long duration(int call) {
    return entries.get(call, DURATION);
  }

  /** How many calls a known one stands for. */
  int times(int call) {
    return low(entries.get(call, WAITING)) >>> TIMES_SHIFT;
  }

  /** Of a call that is known. */
  Party caller(int call) {
    return (Party) java.util.Objects.requireNonNull(entries.reference(call, 0));
  }

  /** A request is what the service works on from now on. */
  void begin(int work, String endpoint, long start, long duration) {
    entries.set(work, START, start);
    entries.set(work, DURATION, duration);
    entries.refer(work, 0, endpoint);
    mark(work, KNOWN);
  }

  /** Of the request that is known. */
  String endpoint(int work) {
    return (String) java.util.Objects.requireNonNull(entries.reference(work, 0));
  }

  /** Null while no span named one. */
  @Nullable String tenant(int trace) {
    return (String) entries.reference(trace, 0);
  }

  void learn(int trace, String tenant) {
    entries.refer(trace, 0, tenant);
  }

  /**
   * A span waits for what the entry may tell.
   *
   * @param about the user, or the statement
   */
  void await(
      int entry,
      Party party,
      @Nullable Object about,
      long span,
      long start,
      long duration,
      int flags,
      long times) {
    int added = waiting.take();
    waiting.set(added, W_START, start);
    waiting.set(added, W_DURATION, duration);
    waiting.set(added, W_SPAN, span);
    waiting.set(added, W_NEXT, pair(firstWaiting(entry), flags | (int) times << TIMES_SHIFT));
    waiting.refer(added, 0, party);
    waiting.refer(added, 1, about);
    entries.set(entry, WAITING, withHigh(entries.get(entry, WAITING), added));
  }

  int firstWaiting(int entry) {
    return high(entries.get(entry, WAITING));
  }

  int nextWaiting(int waits) {
    return high(waiting.get(waits, W_NEXT));
  }

  /** Whether a span is among the last that came to wait. */
  boolean waits(int entry, long span) {
    int each = firstWaiting(entry);
    for (int i = 0; i < MOST_LOOKED_AT && each != NONE; i++) {
      if (waiting.get(each, W_SPAN) == span) {
        return true;
      }
      each = nextWaiting(each);
    }
    return false;
  }

  Party waitingParty(int waits) {
    return (Party) java.util.Objects.requireNonNull(waiting.reference(waits, 0));
  }

  StatementCalls waitingCalls(int waits) {
    return (StatementCalls) java.util.Objects.requireNonNull(waiting.reference(waits, 1));
  }

  @Nullable String waitingUser(int waits) {
    return (String) waiting.reference(waits, 1);
  }

  long waitingStart(int waits) {
    return waiting.get(waits, W_START);
  }

  long waitingDuration(int waits) {
    return waiting.get(waits, W_DURATION);
  }

  /** How many spans what waits stands for. */
  int waitingTimes(int waits) {
    return low(waiting.get(waits, W_NEXT)) >>> TIMES_SHIFT;
  }

  boolean waitingIs(int waits, int flag) {
    return (low(waiting.get(waits, W_NEXT)) & flag) != 0;
  }

  /** Those wait on who are among these; the others no more. */
  void keep(int entry, IntPredicate waitsOn) {
    int kept = NONE;
    for (int each = firstWaiting(entry); each != NONE; ) {
      int then = nextWaiting(each);
      if (waitsOn.test(each)) {
        waiting.set(each, W_NEXT, withHigh(waiting.get(each, W_NEXT), kept));
        kept = each;
      } else {
        waiting.free(each);
      }
      each = then;
    }
    entries.set(entry, WAITING, withHigh(entries.get(entry, WAITING), kept));
  }

  /** Nobody waits any more. */
  void release(int entry) {
    for (int each = firstWaiting(entry); each != NONE; ) {
      int then = nextWaiting(each);
      waiting.free(each);
      each = then;
    }
    entries.set(entry, WAITING, withHigh(entries.get(entry, WAITING), NONE));
  }

  private static long pair(int high, int low) {
    return (long) high << 32 | low & LOW;
  }

  private static int high(long pair) {
    return (int) (pair >> 32);
  }

  private static int low(long pair) {
    return (int) pair;
  }

  private static long withHigh(long pair, int high) {
    return (long) high << 32 | pair & LOW;
  }

  private static long withLow(long pair, int low) {
    return pair & ~LOW | low & LOW;
  }
}
