package io.midwatch.storage.contract.write;

/**
 * What became of a batch.
 *
 * @param stored items taken over for good, of which some may turn out to equal stored ones; 0 for a
 *     duplicate
 * @param duplicate the same bytes came from the same source within the last 10 minutes, nothing was
 *     stored again
 */
public record WriteReceipt(int stored, boolean duplicate) {}
