package io.midwatch.derive.trace;

import static io.midwatch.derive.trace.Records.NONE;
import static io.midwatch.storage.contract.rollup.TraceTables.TRACE_JOINS;

import io.midwatch.model.AttributeValue;
import io.midwatch.model.TraceId;
import io.midwatch.model.semconv.CanonicalField;
import io.midwatch.storage.contract.rollup.CanonicalSpan;
import io.midwatch.storage.contract.rollup.RollupKey;
import io.midwatch.storage.contract.rollup.RollupSink;
import org.jspecify.annotations.Nullable;

/**
 * Brings together what spans of one trace tell in several batches, in any order. Each span counts
 * at once; what a later one tells within the window corrects that, in the bucket it was counted in.
 *
 * <pre>
 * SERVER span of payments, span 4 of trace 7, parent 3    tenants           | payments → +1
 *                                                         edges             | payments → +1
 * CLIENT span of shop, span 3 of trace 7, tenant acme     tenants           | payments → -1
 *                                                         tenants      acme | payments → +1
 *                                                         edges             | payments → -1
 *                                                         edges        shop | payments → +1
 * </pre>
 *
 * The first tenant any span of a trace names is that of every SERVER and CONSUMER span that names
 * none. The only clock is the time at which requests were received, which is in the log, so what
 * counts is a function of the log. Thread-safe; spans come in the order of the log.
 */
public final class TraceJoin {
  /** Links of one span that are followed; a batch of more messages has no known sender beyond. */
  private static final int MOST_LINKS = 128;

  /** One span adds no more than this. */
  private static final long SPAN_BYTES = 128L * (MOST_LINKS + 2);

  /** Calls that none of the requests of a trace explains; more would make each request slow. */
  private static final int MOST_WAIT_ON = 1_024;

  /** Clocks of one process may differ by so much, nanoseconds. */
  private static final long TOLERANCE = 1_000_000;

  private static final int LATE = TRACE_JOINS.counter("late");
  private static final int EVICTED = TRACE_JOINS.counter("evicted");
  private static final String TENANT = "tenant";
  private static final String CALLER = "caller";
  private static final String LINK = "link";
  private static final String ENDPOINT = "endpoint";

  private final JoinTable table;
  private final long window;
  private final long mostBytes;
  private final TenantCounts tenants = new TenantCounts();
  private final NamedTraces named = new NamedTraces();
  private long received;
  private long remembersFrom = Long.MIN_VALUE;

  public TraceJoin(JoinLimits limits) {
    window = limits.window().toNanos();
    mostBytes = limits.bytes();
    table = new JoinTable(window);
  }

  /** The spans that follow were received at this time, epoch nanoseconds. */
  public synchronized void begin(long receivedUnixNano) {
    received = receivedUnixNano;
    named.begin(receivedUnixNano);
  }

  /** Whether the trace was heard of just now and has its tenant: another need not be told. */
  public synchronized boolean isNamed(CanonicalSpan span) {
    return named.holds(table.mix(span.traceIdHigh(), span.traceIdLow()));
  }

  /**
   * What was received before is not remembered: a span that began earlier may have been corrected
   * already and is not corrected again.
   */
  public synchronized void beginHistory(long receivedUnixNano) {
    remembersFrom = receivedUnixNano;
  }

  /** Bytes of what is remembered, roughly. */
  public synchronized long bytes() {
    return table.bytes();
  }

  /**
   * Takes the next span and counts what follows; without a sink it is remembered only. True when it
   * is the first to name the tenant of its trace.
   *
   * @param tenant the span names, empty for none
   */
  public synchronized boolean add(
      CanonicalSpan span, TracePart part, String tenant, @Nullable RollupSink sink) {
    makeRoom(sink);
    if (part.request() && part.party().asksDatabases) {
      joinCalls(span, part.party(), sink);
    }
    boolean learnt = false;
    if (!tenant.isEmpty() && named.holds(table.mix(span.traceIdHigh(), span.traceIdLow()))) {
      countRequest(span, part, tenant, sink);
    } else if (part.request() || !tenant.isEmpty()) {
      learnt = joinTenant(span, part, tenant, sink);
    }
    switch (part.side()) {
      case CALLED -> joinParent(span, part, false, sink);
      case RECEIVES -> joinSenders(span, part, sink);
      case CALLS, CALLS_OUTSIDE, SENDS -> joinCallees(span, part, sink);
      case NONE -> {}
    }
    return learnt;
  }

  /**
   * Takes a call to a database and counts it by the endpoint of the request it was made for: that
   * request of its service in its trace during which it began. It waits for that one if need be.
   */
  public synchronized void addCall(
      CanonicalSpan span, TracePart part, StatementCalls calls, @Nullable RollupSink sink) {
    makeRoom(sink);
    Party party = part.party();
    party.asksDatabases = true;
    long trace = table.mix(span.traceIdHigh(), span.traceIdLow());
    long start = span.startTimeUnixNano();
    long times = span.sampling().count();
    int work = table.find(JoinTable.WORK, trace, party.number);
    if (work == NONE) {
      work = table.add(JoinTable.WORK, trace, party.number, received);
    } else if (table.is(work, JoinTable.KNOWN) && isDuring(work, start)) {
      if (sink != null) {
        calls.count(sink, table.endpoint(work), start, span.durationNanos(), part.failed(), times);
      }
      return;
    }
    if (mayWait(work, span, sink)) {
      int flags = part.failed() ? JoinTable.FAILED : 0;
      table.await(work, party, calls, span.spanIdBits(), start, span.durationNanos(), flags, times);
    }
  }

  /** Counts the calls that waited for this request. */
  private void joinCalls(CanonicalSpan span, Party party, @Nullable RollupSink sink) {
    long trace = table.mix(span.traceIdHigh(), span.traceIdLow());
    int work = table.find(JoinTable.WORK, trace, party.number);
    if (work == NONE) {
      work = table.add(JoinTable.WORK, trace, party.number, received);
    }
    AttributeValue sent = span.read(CanonicalField.ENDPOINT);
    String endpoint = sent == null ? "" : sent.text();
    table.begin(work, endpoint, span.startTimeUnixNano(), span.durationNanos());
    int request = work;
    int[] waitOn = {0};
    table.keep(
        request,
        each -> {
          if (!isDuring(request, table.waitingStart(each))) {
            return waitOn[0]++ < MOST_WAIT_ON;
          }
          if (sink != null) {
            table
                .waitingCalls(each)
                .count(
                    sink,
                    endpoint,
                    table.waitingStart(each),
                    table.waitingDuration(each),
                    table.waitingIs(each, JoinTable.FAILED),
                    table.waitingTimes(each));
          }
          return false;
        });
  }

  private boolean isDuring(int work, long time) {
    long since = time - table.start(work);
    return since >= -TOLERANCE && since <= table.duration(work) + TOLERANCE;
  }

  private void makeRoom(@Nullable RollupSink sink) {
    table.expire(received);
    while (table.bytes() > mostBytes - SPAN_BYTES) {
      evictOldest(sink);
    }
  }

  /** The tenant that was named first in a trace, empty when none was within the window. */
  public synchronized String tenant(TraceId id) {
    table.expire(received);
    int trace = table.find(JoinTable.TRACE, id.high(), id.low());
    String known = trace == NONE ? null : table.tenant(trace);
    return known == null ? "" : known;
  }

  private boolean joinTenant(
      CanonicalSpan span, TracePart part, String tenant, @Nullable RollupSink sink) {
    int trace = table.find(JoinTable.TRACE, span.traceIdHigh(), span.traceIdLow());
    if (trace == NONE) {
      trace = table.add(JoinTable.TRACE, span.traceIdHigh(), span.traceIdLow(), received);
      if (!part.request() && isLate(span)) {
        miss(LATE, TENANT, part.party(), span.startTimeUnixNano(), sink);
      }
    } else {
      table.touch(trace, received);
    }
    String known = table.tenant(trace);
    boolean learnt = known == null && !tenant.isEmpty();
    if (learnt) {
      known = tenant;
      table.learn(trace, tenant);
      giveTenant(trace, tenant, sink);
    }
    if (known != null) {
      named.add(table.mix(span.traceIdHigh(), span.traceIdLow()));
    }
    String counted = !tenant.isEmpty() ? tenant : known == null ? "" : known;
    countRequest(span, part, counted, sink);
    if (part.request() && counted.isEmpty() && mayWait(trace, span, sink)) {
      String user = TenantCounts.user(span);
      int failed = part.failed() ? JoinTable.FAILED : 0;
      table.await(
          trace,
          part.party(),
          user,
          span.spanIdBits(),
          span.startTimeUnixNano(),
          0,
          failed,
          span.sampling().count());
    }
    return learnt;
  }

  private void countRequest(
      CanonicalSpan span, TracePart part, String tenant, @Nullable RollupSink sink) {
    if (part.request() && sink != null) {
      String user = TenantCounts.user(span);
      long start = span.startTimeUnixNano();
      long times = span.sampling().count();
      tenants.count(sink, part.party(), tenant, start, part.failed(), user, times);
    }
  }

  private void giveTenant(int trace, String tenant, @Nullable RollupSink sink) {
    for (int each = table.firstWaiting(trace); each != NONE; each = table.nextWaiting(each)) {
      if (sink != null) {
        tenants.move(
            sink,
            table.waitingParty(each),
            tenant,
            table.waitingStart(each),
            table.waitingIs(each, JoinTable.FAILED),
            table.waitingUser(each),
            table.waitingTimes(each));
      }
    }
    table.release(trace);
  }

  private void joinSenders(CanonicalSpan span, TracePart part, @Nullable RollupSink sink) {
    int links = span.linkCount();
    if (links == 0) {
      joinParent(span, part, true, sink);
    }
    for (int i = 0; i < Math.min(links, MOST_LINKS); i++) {
      if (span.linkSpanIdBits(i) == 0) { // what was sent is no id
        countUnknownCaller(span, part, true, sink);
      } else {
        long trace = table.mix(span.linkTraceIdHigh(i), span.linkTraceIdLow(i));
        joinCaller(trace, span.linkSpanIdBits(i), span, part, true, sink);
      }
    }
    for (int i = MOST_LINKS; i < links; i++) {
      countUnknownCaller(span, part, true, sink);
    }
  }

  private void joinParent(
      CanonicalSpan span, TracePart part, boolean message, @Nullable RollupSink sink) {
    if (span.parentSpanIdBits() != 0) {
      long trace = table.mix(span.traceIdHigh(), span.traceIdLow());
      joinCaller(trace, span.parentSpanIdBits(), span, part, message, sink);
    }
  }

  private void joinCaller(
      long trace,
      long caller,
      CanonicalSpan span,
      TracePart part,
      boolean message,
      @Nullable RollupSink sink) {
    int call = table.find(JoinTable.CALL, trace, caller);
    long start = span.startTimeUnixNano();
    if (call != NONE && table.is(call, JoinTable.KNOWN)) {
      answer(call, sink);
      pair(
          call,
          part.party(),
          start,
          span.durationNanos(),
          part.failed(),
          message,
          span.sampling().count(),
          sink);
      return;
    }
    if (call == NONE) {
      call = table.add(JoinTable.CALL, trace, caller, received);
    }
    countUnknownCaller(span, part, message, sink);
    if (isLate(span)) {
      miss(LATE, message ? LINK : CALLER, part.party(), start, sink);
    }
    if (mayWait(call, span, sink)) {
      int flags = (part.failed() ? JoinTable.FAILED : 0) | (message ? JoinTable.MESSAGE : 0);
      long times = span.sampling().count();
      table.await(
          call, part.party(), null, span.spanIdBits(), start, span.durationNanos(), flags, times);
    }
  }

  private static void countUnknownCaller(
      CanonicalSpan span, TracePart part, boolean message, @Nullable RollupSink sink) {
    if (sink != null) {
      RollupKey key = part.party().fromUnknown(message);
      long times = span.sampling().count();
      Edges.count(sink, key, span.startTimeUnixNano(), times, part.failed());
    }
  }

  private void joinCallees(CanonicalSpan span, TracePart part, @Nullable RollupSink sink) {
    boolean message = part.side() == TracePart.Side.SENDS;
    long start = span.startTimeUnixNano();
    long trace = table.mix(span.traceIdHigh(), span.traceIdLow());
    int call = table.find(JoinTable.CALL, trace, span.spanIdBits());
    if (call == NONE) {
      call = table.add(JoinTable.CALL, trace, span.spanIdBits(), received);
    }
    boolean outside = part.side() == TracePart.Side.CALLS_OUTSIDE;
    if (!table.is(call, JoinTable.KNOWN)) {
      int flags = (part.failed() ? JoinTable.FAILED : 0) | (message ? JoinTable.MESSAGE : 0);
      table.know(call, part.party(), start, span.durationNanos(), flags, span.sampling().count());
      if (outside || table.firstWaiting(call) != NONE) {
        table.mark(call, JoinTable.ANSWERED);
      }
    } else if (table.start(call) == start && sink == null) {
      return; // told again in what is replayed
    }
    if (!outside && table.firstWaiting(call) == NONE && sink != null) {
      long times = span.sampling().count();
      Edges.count(sink, part.party().toUnknown(message), start, times, part.failed());
    }
    for (int each = table.firstWaiting(call); each != NONE; each = table.nextWaiting(each)) {
      claim(call, each, sink);
    }
    table.release(call);
  }

  /** The caller of one that waited has come. */
  private void claim(int call, int waits, @Nullable RollupSink sink) {
    Party callee = table.waitingParty(waits);
    long start = table.waitingStart(waits);
    boolean failed = table.waitingIs(waits, JoinTable.FAILED);
    boolean message = table.waitingIs(waits, JoinTable.MESSAGE);
    long times = table.waitingTimes(waits);
    if (sink != null) {
      Edges.count(sink, callee.fromUnknown(message), start, -times, failed);
    }
    pair(call, callee, start, table.waitingDuration(waits), failed, message, times, sink);
  }

  /** The other end of a call that was counted without one has come. */
  private void answer(int call, @Nullable RollupSink sink) {
    if (!table.is(call, JoinTable.ANSWERED)) {
      table.mark(call, JoinTable.ANSWERED);
      if (sink != null) {
        RollupKey key = table.caller(call).toUnknown(table.is(call, JoinTable.MESSAGE));
        boolean failed = table.is(call, JoinTable.FAILED);
        Edges.count(sink, key, table.start(call), -table.times(call), failed);
      }
    }
  }

  private void pair(
      int call,
      Party callee,
      long start,
      long duration,
      boolean failed,
      boolean message,
      long times,
      @Nullable RollupSink sink) {
    if (sink == null) {
      return;
    }
    RollupKey key = callee.from(table.caller(call), message);
    long client = table.duration(call);
    if (message) {
      long sentAt = table.start(call) + client;
      Edges.message(sink, key, start, failed, client, duration, sentAt, times);
    } else {
      boolean eitherFailed = failed || table.is(call, JoinTable.FAILED);
      Edges.pair(sink, key, start, eitherFailed, client, duration, times);
    }
  }

  /**
   * Whether the span waits for what the entry may tell: not twice, and not when what it waits for
   * may have come before all that is remembered.
   */
  private boolean mayWait(int entry, CanonicalSpan span, @Nullable RollupSink sink) {
    return sink != null
        || span.startTimeUnixNano() >= remembersFrom && !table.waits(entry, span.spanIdBits());
  }

  private boolean isLate(CanonicalSpan span) {
    return received - span.startTimeUnixNano() - span.durationNanos() > window;
  }

  private void evictOldest(@Nullable RollupSink sink) {
    named.clear();
    int oldest = table.oldest();
    for (int each = table.firstWaiting(oldest); each != NONE; each = table.nextWaiting(each)) {
      String fact = factOf(oldest, each);
      miss(EVICTED, fact, table.waitingParty(each), table.waitingStart(each), sink);
    }
    table.removeOldest();
  }

  private String factOf(int entry, int waits) {
    if (table.is(entry, JoinTable.WORK)) {
      return ENDPOINT;
    }
    boolean call = table.is(entry, JoinTable.CALL);
    return !call ? TENANT : table.waitingIs(waits, JoinTable.MESSAGE) ? LINK : CALLER;
  }

  private static void miss(
      int counter, String fact, Party party, long time, @Nullable RollupSink sink) {
    if (sink != null) {
      RollupKey key = RollupKey.ofTexts(fact, party.service, party.environment);
      sink.cell(TRACE_JOINS, time, key).count(counter, 1);
    }
  }
}
