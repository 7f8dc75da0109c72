package io.midwatch.model.semconv;

import static io.midwatch.model.semconv.FieldRow.either;
import static io.midwatch.model.semconv.FieldRow.onResource;

import io.midwatch.model.Attributes;
import java.util.List;

/**
 * Names of what sent the telemetry, on the resource, and of how it was deployed. Tenant and user
 * are settings: {@link IdentityKeys}.
 *
 * <p>Source: semantic conventions, resource attributes (service, deployment, k8s, host), vcs and
 * cicd attributes registry.
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
              "host.id"),
          either(CanonicalField.USER_ROLES, "user.roles", "enduser.role"),
          either(CanonicalField.DEPLOYMENT_ID, "deployment.id"),
          either(CanonicalField.DEPLOYMENT_NAME, "deployment.name"),
          either(CanonicalField.DEPLOYMENT_STATUS, "deployment.status"),
          either(
              CanonicalField.VCS_REVISION, "vcs.ref.head.revision", "vcs.repository.ref.revision"),
          either(CanonicalField.VCS_REF_NAME, "vcs.ref.head.name", "vcs.repository.ref.name"),
          either(CanonicalField.VCS_REPOSITORY_URL, "vcs.repository.url.full"),
          either(CanonicalField.CICD_RUN_ID, "cicd.pipeline.run.id"),
          either(CanonicalField.CICD_RUN_URL, "cicd.pipeline.run.url.full"));

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
