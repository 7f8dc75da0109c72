package io.midwatch.storage.contract.rollup;

/*
 * The threshold T is the share of traces that are dropped, of 2^56. A span that was kept stands for
 * 2^56 / (2^56 - T). Where that is no whole number, each span stands for the next lower or the next
 * higher one, so that the mean is right; which, depends on its ids alone, so that a replay counts the
 * same.
 *
 *   ot=th:0        1       ot=th:c       4       ot=th:4      1.333: every third span 2, the others 1
 *   ot=th:8        2       ot=th:fd70a4  100
 */
/**
 * How many spans a sampled span stands for, by {@code th} of the member {@code ot} of its W3C trace
 * state.
 *
 * <p>Source: OpenTelemetry, "TraceState: Probability Sampling" (56-bit rejection threshold).
 *
 * @param count at least 1, at most {@link #MOST}
 */
public record SpanSampling(Kind kind, long count) {
  /** What is known of the sampler. */
  public enum Kind {
    /** It drops nothing, or none was told of. */
    EVERY,
    /** It said which share it drops. */
    SHARE,
    /** It did not say: the count is the least it can be. */
    UNKNOWN
  }

  /** Not sampled, or said nothing of it: counts as itself, exactly. */
  public static final SpanSampling EVERY = new SpanSampling(Kind.EVERY, 1);

  /** More than any sampler in use drops. */
  public static final long MOST = (1 << 24) - 1;

  private static final SpanSampling UNKNOWN = new SpanSampling(Kind.UNKNOWN, 1);
  private static final int DIGITS = 14;
  private static final double ALL = 0x1p56;

  /**
   * @param traceState as sent, empty for none
   * @param traceHigh of the span's trace, with the next two what tells it from others
   */
  public static SpanSampling of(String traceState, long traceHigh, long traceLow, long spanId) {
    String ot = member(traceState);
    if (ot.isEmpty()) {
      return EVERY;
    }
    String th = part(ot);
    if (th.isEmpty() || th.length() > DIGITS) {
      return UNKNOWN;
    }
    long threshold = 0;
    for (int i = 0; i < DIGITS; i++) {
      int digit = i < th.length() ? digit(th.charAt(i)) : 0;
      if (digit < 0) {
        return UNKNOWN;
      }
      threshold = threshold << 4 | digit;
    }
    return threshold == 0 ? EVERY : ofThreshold(threshold, traceHigh, traceLow, spanId);
  }

  private static SpanSampling ofThreshold(
      long threshold, long traceHigh, long traceLow, long spanId) {
    double exact = ALL / (ALL - threshold);
    if (exact > MOST) {
      return new SpanSampling(Kind.UNKNOWN, MOST);
    }
    long lower = (long) exact;
    long count = lower + (chance(traceHigh, traceLow, spanId) < exact - lower ? 1 : 0);
    return new SpanSampling(Kind.SHARE, count);
  }

  /** 0 to 1, by the ids. */
  private static double chance(long traceHigh, long traceLow, long spanId) {
    long mixed = (traceHigh ^ spanId) * 0x9E3779B97F4A7C15L + traceLow;
    mixed = (mixed ^ mixed >>> 30) * 0xBF58476D1CE4E5B9L;
    mixed = (mixed ^ mixed >>> 27) * 0x94D049BB133111EBL;
    return ((mixed ^ mixed >>> 31) >>> 11) * 0x1p-53;
  }

  /** The value of the member {@code ot} of a list of members, empty when there is none. */
  private static String member(String traceState) {
    for (int from = 0; from < traceState.length(); ) {
      int comma = traceState.indexOf(',', from);
      int to = comma < 0 ? traceState.length() : comma;
      int start = from;
      while (start < to && (traceState.charAt(start) == ' ' || traceState.charAt(start) == '\t')) {
        start++;
      }
      if (traceState.startsWith("ot=", start) && start + 3 < to) {
        return traceState.substring(start + 3, to).strip();
      }
      from = to + 1;
    }
    return "";
  }

  /** The value of {@code th} among parts {@code key:value;key:value}, empty when there is none. */
  private static String part(String ot) {
    for (int from = 0; from < ot.length(); ) {
      int semicolon = ot.indexOf(';', from);
      int to = semicolon < 0 ? ot.length() : semicolon;
      if (ot.startsWith("th:", from)) {
        return ot.substring(from + 3, to);
      }
      from = to + 1;
    }
    return "";
  }

  /** -1 for what is no lower-case hex digit. */
  private static int digit(char character) {
    if (character >= '0' && character <= '9') {
      return character - '0';
    }
    return character >= 'a' && character <= 'f' ? character - 'a' + 10 : -1;
  }
}
