package io.midwatch.storage.contract.memory;

import java.util.ArrayList;
import java.util.List;
import java.util.function.ObjIntConsumer;

/** The items of one request with their positions in it. Filled by one thread. */
record Batch<T>(String source, long receivedUnixNano, List<Item<T>> items)
    implements ObjIntConsumer<T> {

  /** One item and its position in the request. */
  record Item<T>(T value, int position) {}

  Batch(String source, long receivedUnixNano) {
    this(source, receivedUnixNano, new ArrayList<>());
  }

  @Override
  public void accept(T value, int position) {
    items.add(new Item<>(value, position));
  }

  /** Records in order, numbered from 0. */
  static <T> Batch<T> of(String source, long receivedUnixNano, List<T> values) {
    Batch<T> batch = new Batch<>(source, receivedUnixNano);
    for (int i = 0; i < values.size(); i++) {
      batch.accept(values.get(i), i);
    }
    return batch;
  }
}
