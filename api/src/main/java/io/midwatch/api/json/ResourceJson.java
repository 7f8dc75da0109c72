package io.midwatch.api.json;

import io.midwatch.model.EntityRef;
import io.midwatch.model.Resource;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What sent the telemetry. */
public record ResourceJson(
    Map<String, @Nullable Object> attributes,
    int droppedAttributesCount,
    List<EntityRef> entityRefs,
    String schemaUrl) {
  public static ResourceJson of(Resource resource) {
    return new ResourceJson(
        TypedJson.of(resource.attributes()),
        resource.droppedAttributesCount(),
        resource.entityRefs(),
        resource.schemaUrl());
  }
}
