package io.midwatch.api.json;

import io.midwatch.model.InstrumentationScope;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The library that made the telemetry. */
public record ScopeJson(
    String name,
    String version,
    Map<String, @Nullable Object> attributes,
    int droppedAttributesCount,
    String schemaUrl) {
  public static ScopeJson of(InstrumentationScope scope) {
    return new ScopeJson(
        scope.name(),
        scope.version(),
        TypedJson.of(scope.attributes()),
        scope.droppedAttributesCount(),
        scope.schemaUrl());
  }
}
