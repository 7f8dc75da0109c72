package io.midwatch.query.versions;

/**
 * A version of a service that was at work.
 *
 * @param firstSeenUnixNano in the time that was looked at, to 15 s
 * @param lastSeenUnixNano to 15 s
 * @param instances distinct ones, an estimate beyond a few hundred; 0 when none was named
 */
public record VersionRow(
    String service,
    String version,
    String environment,
    long firstSeenUnixNano,
    long lastSeenUnixNano,
    long instances) {}
