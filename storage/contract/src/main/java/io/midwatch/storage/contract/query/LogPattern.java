package io.midwatch.storage.contract.query;

import io.midwatch.model.LogRecord;

/**
 * Log bodies that differ only in numbers, ids and quoted texts: {@code "order <*> paid in <*> ms"}.
 */
public record LogPattern(String template, long count, long firstUnixNano, LogRecord example) {}
