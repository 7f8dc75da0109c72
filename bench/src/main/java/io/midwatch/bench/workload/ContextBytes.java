package io.midwatch.bench.workload;

/**
 * Who sent an item, encoded as field 1 of its two groups.
 *
 * @param resource with tag and length
 * @param scope with tag and length
 */
@SuppressWarnings("ArrayRecordComponent") // written out as they are, never compared
record ContextBytes(byte[] resource, byte[] scope) {
  private static final int FIRST = 1;
  private static final int ATTRIBUTES = 1;
  private static final int SCOPE_NAME = 1;
  private static final int SCOPE_VERSION = 2;

  /** The context of a service's pod. */
  static ContextBytes of(Service service, int pod, String scopeName) {
    Wire wire = new Wire();
    int resource = wire.open(FIRST);
    new AttributeWriter(wire, ATTRIBUTES)
        .string("service.name", service.name())
        .string("service.namespace", "acme")
        .string("service.version", service.version(pod))
        .string("service.instance.id", service.pod(pod))
        .string("deployment.environment.name", "production")
        .string("k8s.pod.name", service.pod(pod))
        .string("host.name", "node-" + (service.index() + pod) % 12)
        .string("telemetry.sdk.language", "java")
        .string("telemetry.sdk.name", "opentelemetry")
        .string("telemetry.sdk.version", "1.60.0");
    wire.close(resource);
    byte[] resourceBytes = wire.toByteArray();
    wire.clear();
    int scope = wire.open(FIRST);
    wire.text(SCOPE_NAME, scopeName);
    wire.text(SCOPE_VERSION, "2.24.0-alpha");
    wire.close(scope);
    return new ContextBytes(resourceBytes, wire.toByteArray());
  }
}
