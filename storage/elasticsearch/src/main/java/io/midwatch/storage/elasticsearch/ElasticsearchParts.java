package io.midwatch.storage.elasticsearch;

import io.midwatch.model.semconv.IdentityKeys;
import io.midwatch.storage.contract.rollup.RollupDeriver;
import io.midwatch.storage.contract.write.BatchDecoder;
import io.midwatch.storage.contract.write.BatchEncoder;
import java.time.InstantSource;

/**
 * What an {@link ElasticsearchStore} is made with.
 *
 * @param decoder reads the bodies of batches and of documents
 * @param encoder writes records as bodies the decoder reads
 * @param deriver counts every stored item
 * @param identityKeys which attributes name tenant and user
 */
public record ElasticsearchParts(
    BatchDecoder decoder,
    BatchEncoder encoder,
    RollupDeriver deriver,
    IdentityKeys identityKeys,
    InstantSource clock) {}
