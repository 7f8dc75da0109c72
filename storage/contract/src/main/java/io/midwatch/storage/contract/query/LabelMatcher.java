package io.midwatch.storage.contract.query;

/**
 * A Prometheus label matcher on the series' Prometheus label set. An absent label is the empty
 * text; patterns match the whole value (RE2).
 */
public record LabelMatcher(String label, Operator operator, String value) {
  /** {@code = != =~ !~}. */
  public enum Operator {
    EQUAL,
    NOT_EQUAL,
    MATCHES,
    NOT_MATCHES
  }

  public static LabelMatcher equal(String label, String value) {
    return new LabelMatcher(label, Operator.EQUAL, value);
  }

  /** Matches {@code __name__}. */
  public static LabelMatcher metric(String name) {
    return equal("__name__", name);
  }
}
