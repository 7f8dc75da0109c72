package io.midwatch.server.settings;

import io.midwatch.derive.trace.JoinLimits;
import io.midwatch.model.semconv.IdentityKeys;
import java.time.Duration;
import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * The settings as typed values; {@link Setting} says what is allowed.
 *
 * @param host address all servers listen on
 * @param httpPort of the pages and the API
 * @param store which store holds the telemetry
 * @param elasticsearchUrl of the server behind the Elasticsearch store, empty for other stores
 * @param dataDir folder of the embedded store, and of the log in front of Elasticsearch
 * @param durability what an acknowledged item survives: fsync loss of power, os the end of the
 *     process, memory neither
 * @param retentionTraces how long spans are kept; the others likewise
 * @param diskLimit bytes the data folder may hold as text, none for what the disk has
 * @param diskReserve what stays free on the disk: below it the oldest files go, below half of it
 *     nothing is taken
 * @param diskKeep files with items of this last while do not go for want of room
 * @param memoryCapacity items the in-memory store holds per signal, the oldest go first
 * @param selfMetrics how often Midwatch keeps its own figures, zero for never
 * @param traceJoinWindow for how long spans of one trace in different requests are brought together
 * @param traceJoinMemory what is remembered for that takes at most so much
 * @param adminToken for pages and API, empty on loopback
 * @param ingestToken for telemetry, empty on loopback
 * @param allowedHosts host names answered beside the local ones
 * @param tenantKeys attribute keys that name the customer, first match wins; empty for the defaults
 * @param userKeys attribute keys that name the user, first match wins; empty for the defaults
 */
@ConfigurationProperties("midwatch")
public record MidwatchProperties(
    @DefaultValue("127.0.0.1") String host,
    @DefaultValue("8080") int httpPort,
    @DefaultValue("embedded") String store,
    @DefaultValue("") String elasticsearchUrl,
    @DefaultValue("data") String dataDir,
    @DefaultValue("fsync") String durability,
    @DefaultValue("15d") Duration retentionTraces,
    @DefaultValue("15d") Duration retentionLogs,
    @DefaultValue("30d") Duration retentionMetrics,
    @DefaultValue("400d") Duration retentionRollups,
    @DefaultValue("none") String diskLimit,
    @DefaultValue("512MB") DataSize diskReserve,
    @DefaultValue("1h") Duration diskKeep,
    @DefaultValue("1000000") int memoryCapacity,
    @DefaultValue("15s") Duration selfMetrics,
    @DefaultValue("2m") Duration traceJoinWindow,
    @DefaultValue("256MB") DataSize traceJoinMemory,
    @DefaultValue("") String adminToken,
    @DefaultValue("") String ingestToken,
    @DefaultValue List<String> allowedHosts,
    @DefaultValue List<String> tenantKeys,
    @DefaultValue List<String> userKeys) {

  public MidwatchProperties {
    allowedHosts = List.copyOf(allowedHosts);
    tenantKeys = List.copyOf(tenantKeys);
    userKeys = List.copyOf(userKeys);
  }

  public IdentityKeys identityKeys() {
    return new IdentityKeys(
        tenantKeys.isEmpty() ? IdentityKeys.DEFAULT.tenantKeys() : tenantKeys,
        userKeys.isEmpty() ? IdentityKeys.DEFAULT.userKeys() : userKeys);
  }

  public JoinLimits joinLimits() {
    return new JoinLimits(traceJoinWindow, traceJoinMemory.toBytes());
  }

  /** Bytes the data folder may hold, {@link Long#MAX_VALUE} without a limit. */
  public long diskLimitBytes() {
    return diskLimit.equals("none") ? Long.MAX_VALUE : DataSize.parse(diskLimit).toBytes();
  }

  @Override
  public String toString() {
    return "MidwatchProperties[host=" + host + ", httpPort=" + httpPort + ", store=" + store + "]";
  }
}
