package io.midwatch.query.operations;

import org.jspecify.annotations.Nullable;

/** What one service asks of one database, as it sees it. */
public record DatabaseUse(
    String system, String database, long calls, long failed, @Nullable Double p95Nanos) {}
