package io.midwatch.storage.contract.read;

import io.midwatch.storage.contract.query.SourceProgress;
import io.midwatch.storage.contract.query.StoreStats;
import java.util.List;

/** What a store holds and how far its data has come. */
public interface StoreStatus {
  StoreStats stats();

  /** One entry per source and signal that has sent something. */
  List<SourceProgress> progress();
}
