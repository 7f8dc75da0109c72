package io.midwatch.query.operations;

import io.midwatch.query.requests.RequestFigures;
import org.jspecify.annotations.Nullable;

/**
 * What one database is asked, without the values.
 *
 * @param id 16 hex digits that stand for the text in this database
 * @param text empty when calls did not say what they ask
 * @param operation what is done, empty when unknown
 * @param collection table, collection or index it is done to, empty when unknown
 * @param now figures count calls where those of a service count requests
 * @param rowsPerCall rows that came back on average, null when no call said
 */
public record StatementRow(
    String id,
    String text,
    String operation,
    String collection,
    String system,
    String database,
    RequestFigures now,
    @Nullable Double rowsPerCall) {}
