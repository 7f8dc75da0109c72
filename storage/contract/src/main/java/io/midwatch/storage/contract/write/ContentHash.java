package io.midwatch.storage.contract.write;

/** 128 bits of a hash over a request's uncompressed bytes; equal bytes have equal hashes. */
public record ContentHash(long high, long low) {}
