package io.midwatch.ui.map;

import io.midwatch.query.operations.DependencyRow;

/**
 * One end of an edge. A database and a service of one name are two parts.
 *
 * @param type {@code service}, {@code database} or {@code third party}
 */
record MapPart(String name, String type) {
  private static final String SERVICE = "service";

  static MapPart caller(DependencyRow edge) {
    return new MapPart(edge.client(), SERVICE);
  }

  static MapPart called(DependencyRow edge) {
    return new MapPart(
        edge.server(),
        switch (edge.kind()) {
          case "database" -> "database";
          case "third_party" -> "third party";
          default -> SERVICE;
        });
  }

  boolean isService() {
    return type.equals(SERVICE);
  }
}
