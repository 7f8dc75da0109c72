package io.midwatch.query.operations;

/** Where what a database is asked is found: the database, and the id of the statement in it. */
public record StatementAddress(String system, String database, String id) {}
