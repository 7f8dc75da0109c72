package io.midwatch.storage.contract.memory;

import io.midwatch.model.Signal;
import io.midwatch.storage.contract.query.Row;
import io.midwatch.storage.contract.rollup.RollupSink;
import java.util.function.BiConsumer;

/**
 * How items of one signal are stored and counted.
 *
 * @param time the time an item is filed under
 * @param rows where it goes
 * @param counts what it counts as
 */
record SignalWrites<T>(
    Signal signal, Filing<T> time, Rows<T> rows, BiConsumer<T, RollupSink> counts) {

  /** Knows the time an item is filed under, epoch nanoseconds. */
  interface Filing<T> {
    long time(T item, long receivedUnixNano);
  }

  /** Takes rows; one writer at a time. */
  interface Rows<T> {
    /** False when an equal item is stored already. */
    boolean add(Row<T> row, long time);

    /** Lets readers see what was added. */
    void publish();
  }
}
