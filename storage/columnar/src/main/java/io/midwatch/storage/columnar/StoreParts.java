package io.midwatch.storage.columnar;

import io.midwatch.model.semconv.IdentityKeys;
import io.midwatch.storage.contract.rollup.RollupDeriver;
import io.midwatch.storage.contract.write.BatchDecoder;
import io.midwatch.storage.contract.write.BatchEncoder;
import java.time.InstantSource;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/**
 * What an {@link EmbeddedStore} is made with.
 *
 * @param decoder reads the bodies of batches, live and in replay
 * @param encoder writes records as bodies the decoder reads
 * @param deriver counts every stored span and log record
 * @param identityKeys which attributes name tenant and user
 * @param askers asked in a thread that wants an answer: what says, in any thread, whether it waits
 *     in vain
 */
public record StoreParts(
    BatchDecoder decoder,
    BatchEncoder encoder,
    RollupDeriver deriver,
    IdentityKeys identityKeys,
    InstantSource clock,
    Supplier<BooleanSupplier> askers) {
  /** Whose askers never go away. */
  public StoreParts(
      BatchDecoder decoder,
      BatchEncoder encoder,
      RollupDeriver deriver,
      IdentityKeys identityKeys,
      InstantSource clock) {
    this(decoder, encoder, deriver, identityKeys, clock, () -> () -> false);
  }
}
