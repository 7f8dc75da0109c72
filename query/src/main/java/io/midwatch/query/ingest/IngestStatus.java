package io.midwatch.query.ingest;

import io.midwatch.model.Signal;
import java.util.List;

/**
 * Whether telemetry comes in, and how much of it is held.
 *
 * @param signals traces, metrics, logs, in this order
 * @param lastReceivedUnixNano when anything last came from others, 0 when nothing did
 * @param selfItems what Midwatch has written about itself
 * @param completeToUnixNano how far the data has come ({@link CompleteTo}), 0 when nothing came
 * @param rejected items refused for good since the start
 * @param refused requests turned away before they were read, since the start
 * @param problem why nothing is taken just now, in words; empty when all is well
 */
public record IngestStatus(
    List<SignalStatus> signals,
    long lastReceivedUnixNano,
    long selfItems,
    long completeToUnixNano,
    long rejected,
    long refused,
    String problem) {
  public IngestStatus {
    signals = List.copyOf(signals);
  }

  /** Whether nothing has come from others since the store was made. */
  public boolean neverReceived() {
    return lastReceivedUnixNano == 0
        && signals.stream().mapToLong(SignalStatus::stored).sum() <= selfItems;
  }

  /**
   * @param stored items held now
   * @param capacity items that may be held, {@link Long#MAX_VALUE} when only disk bounds it
   * @param expired items removed by age or room
   * @param oldestUnixNano time of the oldest item held, 0 when there is none
   */
  public record SignalStatus(
      Signal signal, long stored, long capacity, long expired, long oldestUnixNano) {

    /** Whether the store is so full that the oldest items go. */
    public boolean isFull() {
      return stored >= capacity;
    }
  }
}
