package io.midwatch.api.errors;

import io.midwatch.api.json.Nanos;
import io.midwatch.query.errors.ErrorPart;
import java.util.List;

/** A part of a bug's occurrences; the name is empty where none was told. */
record ErrorPartJson(
    String name, long count, String firstSeenUnixNano, String lastSeenUnixNano, long users) {
  static List<ErrorPartJson> of(List<ErrorPart> parts) {
    return parts.stream()
        .map(part ->
            new ErrorPartJson(
                part.name(),
                part.count(),
                Nanos.text(part.firstSeenUnixNano()),
                Nanos.text(part.lastSeenUnixNano()),
                part.users()))
        .toList();
  }
}
