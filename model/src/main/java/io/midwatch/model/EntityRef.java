package io.midwatch.model;

import java.util.List;

/**
 * A reference from a resource to an entity it describes. {@code idKeys} and {@code descriptionKeys}
 * name keys of the resource's attributes.
 */
public record EntityRef(
    String schemaUrl, String type, List<String> idKeys, List<String> descriptionKeys) {
  public EntityRef {
    idKeys = List.copyOf(idKeys);
    descriptionKeys = List.copyOf(descriptionKeys);
  }
}
