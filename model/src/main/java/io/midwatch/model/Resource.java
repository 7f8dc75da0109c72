package io.midwatch.model;

import java.util.List;

/** What sent the telemetry: a process, pod or host, described by attributes. */
public record Resource(
    Attributes attributes,
    int droppedAttributesCount,
    List<EntityRef> entityRefs,
    String schemaUrl) {

  /** A resource that said nothing of itself. */
  public static final Resource EMPTY = of(Attributes.empty());

  public Resource {
    entityRefs = List.copyOf(entityRefs);
  }

  public static Resource of(Attributes attributes) {
    return new Resource(attributes, 0, List.of(), "");
  }
}
