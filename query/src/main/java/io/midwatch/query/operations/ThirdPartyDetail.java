package io.midwatch.query.operations;

/** One host outside: its row of the list and its calls. */
public record ThirdPartyDetail(ThirdPartyRow row, Calls calls) {}
