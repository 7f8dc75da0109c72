package io.midwatch.query.timing;

import io.midwatch.model.Span;
import io.midwatch.model.SpanKind;
import io.midwatch.model.semconv.CanonicalField;
import io.midwatch.model.semconv.CanonicalReader;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Tells whom a span calls. Pure. */
final class CalleeReader {
  private final CanonicalReader reader;
  private final Set<String> services;
  private final Set<String> outside;

  /**
   * @param services that are known to be called
   * @param outside hosts that are no part of the system, in lower case
   */
  CalleeReader(CanonicalReader reader, Set<String> services, Set<String> outside) {
    this.reader = reader;
    this.services = services;
    this.outside = outside;
  }

  /**
   * Whom a span calls; null when it calls nobody but is work of its service.
   *
   * @param below the spans whose parent it is
   */
  @Nullable Callee of(Span span, String service, List<Span> below) {
    if (span.kind() == SpanKind.SERVER && !service(span).equals(service)) {
      return new Callee(Callee.Kind.SERVICE, "", service(span));
    }
    if (span.kind() != SpanKind.CLIENT && span.kind() != SpanKind.PRODUCER) {
      return null;
    }
    String system = text(span, CanonicalField.DB_SYSTEM);
    String host = text(span, CanonicalField.SERVER_ADDRESS);
    if (!system.isEmpty()) {
      String namespace = text(span, CanonicalField.DB_NAMESPACE);
      return new Callee(Callee.Kind.DATABASE, system, namespace.isEmpty() ? host : namespace);
    }
    String queue = text(span, CanonicalField.MESSAGING_DESTINATION);
    if (!queue.isEmpty()) {
      return new Callee(Callee.Kind.QUEUE, "", queue);
    }
    for (Span child : below) {
      if (child.kind() == SpanKind.SERVER) {
        return new Callee(Callee.Kind.SERVICE, "", service(child));
      }
    }
    // Whose answer took longer than was waited for tells of it later, or never.
    String peer = text(span, CanonicalField.PEER_SERVICE);
    for (String name : List.of(peer, host)) {
      if (services.contains(name)) {
        return new Callee(Callee.Kind.SERVICE, "", name);
      }
    }
    String lower = host.toLowerCase(Locale.ROOT);
    if (outside.contains(lower)) {
      return new Callee(Callee.Kind.THIRD_PARTY, "", lower);
    }
    return new Callee(Callee.Kind.OTHER, "", host.isEmpty() ? span.name() : host);
  }

  String service(Span span) {
    return text(span, CanonicalField.SERVICE);
  }

  private String text(Span span, CanonicalField field) {
    String text = reader.readText(span, field);
    return text == null ? "" : text;
  }
}
