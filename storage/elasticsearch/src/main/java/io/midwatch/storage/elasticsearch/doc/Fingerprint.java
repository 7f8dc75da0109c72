package io.midwatch.storage.elasticsearch.doc;

import io.midwatch.model.AttributeValue;
import io.midwatch.model.AttributeValue.ArrayValue;
import io.midwatch.model.AttributeValue.BoolValue;
import io.midwatch.model.AttributeValue.BytesValue;
import io.midwatch.model.AttributeValue.DoubleValue;
import io.midwatch.model.AttributeValue.EmptyValue;
import io.midwatch.model.AttributeValue.LongValue;
import io.midwatch.model.AttributeValue.MapValue;
import io.midwatch.model.AttributeValue.StringValue;
import io.midwatch.model.Attributes;
import io.midwatch.model.EntityRef;
import io.midwatch.model.InstrumentationScope;
import io.midwatch.model.MetricDescriptor;
import io.midwatch.model.Resource;
import io.midwatch.model.SeriesIdentity;
import io.midwatch.model.Span;
import io.midwatch.model.SpanId;
import io.midwatch.model.TraceId;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.List;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * A name made of content: equal things have equal names, others have not. 160 bits of SHA-256 in
 * URL-safe base64, 27 characters, so that nobody can send a span that takes another's place. Not
 * thread-safe, used once.
 */
public final class Fingerprint {
  private static final int BYTES = 20;

  private final MessageDigest digest;
  private final DataOutputStream out;

  private Fingerprint() {
    try {
      digest = MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
    out = new DataOutputStream(new DigestOutputStream(OutputStream.nullOutputStream(), digest));
  }

  /** What is written to a fingerprint. */
  private interface Content {
    void write(Fingerprint to) throws IOException;
  }

  private static String of(Content content) {
    Fingerprint fingerprint = new Fingerprint();
    try {
      content.write(fingerprint);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    byte[] all = fingerprint.digest.digest();
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(java.util.Arrays.copyOf(all, BYTES));
  }

  public static String of(Span span) {
    return of(to -> to.span(span));
  }

  public static String of(SeriesIdentity series) {
    return of(to -> to.series(series));
  }

  /** The name of a point: its series, start and time. */
  public static String ofPoint(String series, long startUnixNano, long unixNano) {
    return of(to -> {
      to.text(series);
      to.out.writeLong(startUnixNano);
      to.out.writeLong(unixNano);
    });
  }

  /** The name of what a series is sent with. */
  public static String of(MetricDescriptor metric, Resource resource, InstrumentationScope scope) {
    return of(to -> {
      to.text(metric.description());
      to.attributes(metric.metadata());
      to.resource(resource);
      to.scope(scope);
    });
  }

  public static String of(AttributeValue value) {
    return of(to -> to.value(value));
  }

  /** The name of some texts in this order. */
  public static String ofTexts(String... texts) {
    return of(to -> {
      for (String text : texts) {
        to.text(text);
      }
    });
  }

  private void span(Span span) throws IOException {
    id(span.traceId());
    id(span.spanId());
    id(span.parentSpanId());
    text(span.traceState());
    out.writeInt(span.flags());
    text(span.name());
    out.writeInt(span.kindNumber());
    out.writeLong(span.startTimeUnixNano());
    out.writeLong(span.endTimeUnixNano());
    attributes(span.attributes());
    out.writeInt(span.droppedAttributesCount());
    out.writeInt(span.events().size());
    for (var event : span.events()) {
      out.writeLong(event.timeUnixNano());
      text(event.name());
      attributes(event.attributes());
      out.writeInt(event.droppedAttributesCount());
    }
    out.writeInt(span.droppedEventsCount());
    out.writeInt(span.links().size());
    for (var link : span.links()) {
      id(link.traceId());
      id(link.spanId());
      text(link.traceState());
      attributes(link.attributes());
      out.writeInt(link.droppedAttributesCount());
      out.writeInt(link.flags());
    }
    out.writeInt(span.droppedLinksCount());
    out.writeInt(span.status().codeNumber());
    text(span.status().message());
    resource(span.resource());
    scope(span.scope());
  }

  private void series(SeriesIdentity series) throws IOException {
    attributes(series.resource());
    text(series.scopeName());
    text(series.scopeVersion());
    text(series.scopeSchemaUrl());
    attributes(series.scopeAttributes());
    text(series.name());
    text(series.unit());
    text(series.type().name());
    text(series.temporality().name());
    out.writeBoolean(series.monotonic());
    attributes(series.attributes());
  }

  private void resource(Resource resource) throws IOException {
    attributes(resource.attributes());
    out.writeInt(resource.droppedAttributesCount());
    out.writeInt(resource.entityRefs().size());
    for (EntityRef entity : resource.entityRefs()) {
      text(entity.schemaUrl());
      text(entity.type());
      texts(entity.idKeys());
      texts(entity.descriptionKeys());
    }
    text(resource.schemaUrl());
  }

  private void scope(InstrumentationScope scope) throws IOException {
    text(scope.name());
    text(scope.version());
    attributes(scope.attributes());
    out.writeInt(scope.droppedAttributesCount());
    text(scope.schemaUrl());
  }

  /** Without regard to order, as attributes are equal. */
  private void attributes(Attributes attributes) throws IOException {
    out.writeInt(attributes.size());
    for (String key : new TreeSet<>(attributes.keys())) {
      text(key);
      AttributeValue value = attributes.find(key);
      value(value == null ? AttributeValue.EMPTY : value);
    }
  }

  private void value(AttributeValue value) throws IOException {
    switch (value) {
      case EmptyValue _ -> out.writeByte('e');
      case StringValue(String text) -> {
        out.writeByte('s');
        text(text);
      }
      case BoolValue(boolean truth) -> {
        out.writeByte('b');
        out.writeBoolean(truth);
      }
      case LongValue(long whole) -> {
        out.writeByte('l');
        out.writeLong(whole);
      }
      case DoubleValue(double number) -> {
        out.writeByte('d');
        out.writeLong(Double.doubleToLongBits(number));
      }
      case BytesValue bytes -> {
        out.writeByte('y');
        text(bytes.text());
      }
      case ArrayValue(List<AttributeValue> elements) -> {
        out.writeByte('a');
        out.writeInt(elements.size());
        for (AttributeValue element : elements) {
          value(element);
        }
      }
      case MapValue(Attributes entries) -> {
        out.writeByte('m');
        attributes(entries);
      }
    }
  }

  private void id(@Nullable TraceId id) throws IOException {
    out.writeLong(id == null ? 0 : id.high());
    out.writeLong(id == null ? 0 : id.low());
  }

  private void id(@Nullable SpanId id) throws IOException {
    out.writeLong(id == null ? 0 : id.value());
  }

  private void texts(List<String> texts) throws IOException {
    out.writeInt(texts.size());
    for (String text : texts) {
      text(text);
    }
  }

  private void text(String text) throws IOException {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    out.writeInt(bytes.length);
    out.write(bytes);
  }
}
