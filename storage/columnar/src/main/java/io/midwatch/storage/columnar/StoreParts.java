package io.midwatch.storage.columnar;

import io.midwatch.model.semconv.IdentityKeys;
import io.midwatch.storage.contract.rollup.RollupDeriver;
import io.midwatch.storage.contract.write.BatchDecoder;
import io.midwatch.storage.contract.write.BatchEncoder;
import java.time.InstantSource;

/**
 * What an {@link EmbeddedStore} is made with.
 *
 * @param decoder reads the bodies of batches, live and in replay
 * @param encoder writes records as bodies the decoder reads
 * @param deriver counts every stored span and log record
 * @param identityKeys which attributes name tenant and user
 */
public record StoreParts(
    BatchDecoder decoder,
    BatchEncoder encoder,
    RollupDeriver deriver,
    IdentityKeys identityKeys,
    InstantSource clock) {}
