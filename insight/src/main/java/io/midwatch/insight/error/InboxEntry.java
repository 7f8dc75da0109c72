package io.midwatch.insight.error;

import io.midwatch.query.errors.ErrorParts;
import io.midwatch.query.errors.ErrorSample;
import io.midwatch.storage.contract.query.Completeness;
import java.util.List;

/**
 * All about one bug.
 *
 * @param samples traces it struck in, newest first
 * @param history every state it was in, oldest first
 */
public record InboxEntry(
    InboxRow row,
    ErrorParts parts,
    List<ErrorSample> samples,
    List<ErrorStatus> history,
    Completeness completeness) {
  public InboxEntry {
    samples = List.copyOf(samples);
    history = List.copyOf(history);
  }
}
