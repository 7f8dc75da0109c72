package io.midwatch.model;

/** The library that made the telemetry. Texts are empty when not sent. */
public record InstrumentationScope(
    String name,
    String version,
    Attributes attributes,
    int droppedAttributesCount,
    String schemaUrl) {

  public static final InstrumentationScope EMPTY = of("");

  public static InstrumentationScope of(String name) {
    return new InstrumentationScope(name, "", Attributes.empty(), 0, "");
  }
}
