package io.midwatch.insight.error;

import io.midwatch.query.errors.ErrorRow;

/**
 * One bug of the inbox.
 *
 * @param figures in the window
 * @param firstSeenUnixNano of all time that is kept; whole microseconds
 * @param firstVersion it was seen in; empty when none was sent
 */
public record InboxRow(
    ErrorRow figures, ErrorStatus status, long firstSeenUnixNano, String firstVersion) {}
