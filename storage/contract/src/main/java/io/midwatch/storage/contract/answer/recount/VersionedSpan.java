package io.midwatch.storage.contract.answer.recount;

import io.midwatch.model.AttributeValue;
import io.midwatch.model.Span;
import io.midwatch.model.SpanKind;
import io.midwatch.model.semconv.CanonicalField;
import io.midwatch.storage.contract.rollup.CanonicalSpan;
import io.midwatch.storage.contract.rollup.SpanSampling;
import org.jspecify.annotations.Nullable;

/**
 * A span whose service is called by its name and version, so that what is counted by service is
 * counted by both, whatever spans of others it is brought together with.
 */
record VersionedSpan(CanonicalSpan of) implements CanonicalSpan {
  /** Between name and version; no name holds it. */
  private static final String MARK = "\0version\0";

  @Override
  public @Nullable AttributeValue read(CanonicalField field) {
    return field == CanonicalField.SERVICE
        ? AttributeValue.of(text(CanonicalField.SERVICE) + MARK + text(CanonicalField.VERSION))
        : of.read(field);
  }

  private String text(CanonicalField field) {
    AttributeValue value = of.read(field);
    return value == null ? "" : value.text();
  }

  /** Whether the name says a version. */
  static boolean isVersioned(String name) {
    return name.contains(MARK);
  }

  static String version(String name) {
    return name.substring(name.indexOf(MARK) + MARK.length());
  }

  /** The name alone. */
  static String service(String name) {
    return name.substring(0, name.indexOf(MARK));
  }

  @Override
  public long startTimeUnixNano() {
    return of.startTimeUnixNano();
  }

  @Override
  public long durationNanos() {
    return of.durationNanos();
  }

  @Override
  public SpanKind kind() {
    return of.kind();
  }

  @Override
  public SpanSampling sampling() {
    return of.sampling();
  }

  @Override
  public Span span() {
    return of.span();
  }
}
