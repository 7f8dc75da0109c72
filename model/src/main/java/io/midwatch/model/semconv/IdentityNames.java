package io.midwatch.model.semconv;

import static io.midwatch.model.semconv.FieldRow.onResource;

import io.midwatch.model.Attributes;
import java.util.List;

/**
 * Names of what sent the telemetry, all on the resource.
 *
 * <p>Source: semantic conventions, resource attributes (service, deployment, k8s, host).
 */
final class IdentityNames {
  static final List<FieldRow> ROWS =
      List.of(
          onResource(
              CanonicalField.ENVIRONMENT, "deployment.environment.name", "deployment.environment"),
          onResource(CanonicalField.VERSION, "service.version"),
          onResource(
              CanonicalField.INSTANCE,
              "service.instance.id",
              "k8s.pod.name",
              "k8s.pod.uid",
              "host.name",
              "host.id"));

  static final String UNKNOWN_SERVICE = "unknown_service";

  private IdentityNames() {}

  /** {@code namespace/name}, the name alone, or {@link #UNKNOWN_SERVICE}. */
  static String service(Attributes resource) {
    String name = text(resource, "service.name");
    if (name.isEmpty()) {
      return UNKNOWN_SERVICE;
    }
    String namespace = text(resource, "service.namespace");
    return namespace.isEmpty() ? name : namespace + "/" + name;
  }

  private static String text(Attributes attributes, String key) {
    var value = attributes.find(key);
    return value == null ? "" : value.text();
  }
}
