package io.midwatch.storage.elasticsearch.write;

import io.midwatch.model.Signal;
import io.midwatch.storage.contract.write.EncodedBatch;
import io.midwatch.storage.wal.BatchApplier;
import java.lang.System.Logger.Level;
import java.util.function.Supplier;

/**
 * What becomes of the log at the start: batches that are in Elasticsearch are remembered, for what
 * later ones mean beside them, and others handed on.
 */
record Replayed(Drain drain, DocumentWriter documents) implements BatchApplier {
  private static final System.Logger log = System.getLogger(Replayed.class.getName());

  @Override
  public int apply(long position, EncodedBatch batch) {
    return drain.apply(position, batch);
  }

  @Override
  public void covered(long position, Signal signal, Supplier<EncodedBatch> batch) {
    try {
      documents.remember(position, batch.get());
    } catch (RuntimeException | StackOverflowError e) { // it was said when it was written
      log.log(Level.DEBUG, "a batch that is stored was not remembered", e);
    }
  }

  @Override
  public void publish() {
    drain.publish();
  }
}
