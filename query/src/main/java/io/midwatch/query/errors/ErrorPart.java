package io.midwatch.query.errors;

/**
 * A part of the occurrences of one bug.
 *
 * @param name of the endpoint, service, version or tenant; empty where none was told
 * @param firstSeenUnixNano in the window; whole microseconds
 * @param lastSeenUnixNano in the window; whole microseconds
 * @param users distinct users, an estimate beyond a few hundred
 */
public record ErrorPart(
    String name, long count, long firstSeenUnixNano, long lastSeenUnixNano, long users) {}
